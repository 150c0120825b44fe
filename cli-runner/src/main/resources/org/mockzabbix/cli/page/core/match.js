// Filters as the server has them: * matches any text and ? any one character.
const compiled = new Map();

/** Returns the regular expression of a glob. */
export const sourceOf = glob => glob.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '.');

export function matches(pattern, text) {
  if (!/[*?]/.test(pattern)) return pattern === text;
  if (!compiled.has(pattern)) compiled.set(pattern, new RegExp(`^${sourceOf(pattern)}$`, 's'));
  return compiled.get(pattern).test(text ?? '');
}
