// JSON with colours, up to a size that no browser is slow with.
import { html } from '/lib/htm-preact.js';
import { Wire } from '/parts/text.js';

const LARGEST_PRETTY = 1 << 16;
const TOKENS = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|\b(true|false|null)\b/g;

export function parsed(text) {
  if (text.length > LARGEST_PRETTY || !/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Returns a text with line breaks if it is JSON of moderate size. */
export const pretty = text => {
  const value = parsed(text);
  return value === undefined ? text : JSON.stringify(value, null, 2);
};

export function Json({ text }) {
  if (text.length > LARGEST_PRETTY) return html`<pre class="json"><${Wire} text=${text} max=${text.length} lines /></pre>`;
  const tokens = [];
  let end = 0;
  for (const match of text.matchAll(TOKENS)) {
    const [whole, string, colon, digits] = match;
    if (match.index > end) tokens.push(text.slice(end, match.index));
    const kind = colon !== undefined ? 'name' : string ? 'string' : digits ? 'number' : 'literal';
    tokens.push(html`<span class=${`j-${kind}`}><${Wire} text=${string ?? whole} max=${LARGEST_PRETTY} /></span>`);
    if (colon) tokens.push(colon);
    end = match.index + whole.length;
  }
  tokens.push(html`<${Wire} text=${text.slice(end)} max=${LARGEST_PRETTY} lines="plain" />`);
  return html`<pre class="json">${tokens}</pre>`;
}
