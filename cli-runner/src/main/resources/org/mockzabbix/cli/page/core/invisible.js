// Characters that one cannot see, or that hide or reorder others.
export const INVISIBLE = '[\\0-\\x1f\\x7f-\\xa0\\xad\\u061c\\u115f\\u1160\\u180e\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f'
  + '\\u3164\\ufeff\\ufff9-\\ufffb\\u{e0000}-\\u{e007f}\\ud800-\\udfff]'; // for a regular expression with u

const ONE = new RegExp(INVISIBLE, 'u');

export const hasInvisible = text => ONE.test(text);
