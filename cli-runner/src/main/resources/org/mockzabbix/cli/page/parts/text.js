// Text that came from the wire. It only ever becomes text nodes. Characters that could hide or
// reorder text are shown by name.
import { html } from '/lib/htm-preact.js';
import { INVISIBLE } from '/core/invisible.js';

const NAMES = {
  0: 'NUL', 7: 'BEL', 8: 'BS', 9: 'TAB', 10: 'LF', 13: 'CR', 27: 'ESC', 0x7f: 'DEL', 0xa0: 'NBSP',
  0xad: 'SHY', 0x61c: 'ALM', 0x200b: 'ZWSP', 0x200c: 'ZWNJ', 0x200d: 'ZWJ', 0x200e: 'LRM',
  0x200f: 'RLM', 0x2028: 'LS', 0x2029: 'PS', 0x202a: 'LRE', 0x202b: 'RLE', 0x202c: 'PDF',
  0x202d: 'LRO', 0x202e: 'RLO', 0x2060: 'WJ', 0x2066: 'LRI', 0x2067: 'RLI', 0x2068: 'FSI',
  0x2069: 'PDI', 0xfeff: 'BOM',
};

const SPLIT = new RegExp(`(${INVISIBLE})`, 'u');

function nameOf(character) {
  const code = character.codePointAt(0);
  const hex = code.toString(16).toUpperCase().padStart(4, '0');
  return NAMES[code] ?? (code >= 0xd800 && code <= 0xdfff ? `\\u${hex}` : `U+${hex}`);
}

const box = (character, lines) => {
  const name = nameOf(character);
  const mark = html`<span class="control" title=${`character ${name}`}>${name}</span>`;
  if (character !== '\n' || !lines) return mark;
  return lines === 'plain' ? '\n' : [mark, '\n'];
};

const parts = (text, lines) =>
  text.split(SPLIT).map((part, index) => (index % 2 ? box(part, lines) : part));

/** @param max the number of characters that are shown; lines keeps the ends of lines, which have no name if they are 'plain' */
export function Wire({ text, max = 256, lines = false }) {
  const all = String(text ?? '');
  const shown = all.length > max ? `${all.slice(0, max)}…` : all;
  return html`<bdi>${parts(shown, lines)}</bdi>`;
}

const LONGEST_KEY = 200;

export const isLongKey = text => text.length > LONGEST_KEY;

/** An item key, whose parameters are dimmer than its name. */
export function Key({ text }) {
  const shown = isLongKey(text) ? `${text.slice(0, LONGEST_KEY)}…` : text;
  const end = shown.indexOf('[');
  if (end < 0) return html`<${Wire} text=${shown} />`;
  return html`<bdi class="key">${parts(shown.slice(0, end))}<em>${parts(shown.slice(end))}</em></bdi>`;
}
