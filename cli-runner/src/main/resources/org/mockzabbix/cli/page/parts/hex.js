// Bytes in hexadecimal and as characters. Marked places have a legend.
import { html, useState } from '/lib/htm-preact.js';
import { number } from '/core/time.js';

const LINE = 16;
const PAGE = 4096;

const hex = (value, digits) => value.toString(16).padStart(digits, '0');
const character = byte => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '·');

/** @param marks places as { from, to, text, cause }: the last byte is before `to` */
export function Hex({ bytes, marks = [] }) {
  const first = marks.length ? Math.floor(marks[marks.length - 1].from / PAGE) : 0;
  const [page, setPage] = useState(first);
  const pages = Math.max(1, Math.ceil(bytes.length / PAGE));
  const shown = Math.min(page, pages - 1);
  const lines = [];
  for (let at = shown * PAGE; at < Math.min(bytes.length, (shown + 1) * PAGE); at += LINE) {
    lines.push(line(bytes, at, marks));
  }
  return html`
    <pre class="hex" tabindex="0" role="region" aria-label="Bytes in hexadecimal">${lines}</pre>
    ${pages > 1 && html`<p class="pages">
      <button class="button small" type="button" disabled=${shown === 0} onClick=${() => setPage(shown - 1)}>Previous 4 KiB</button>
      <span class="dim">${`bytes ${number(shown * PAGE)} to ${number(Math.min(bytes.length, (shown + 1) * PAGE) - 1)} of ${number(bytes.length)}`}</span>
      <button class="button small" type="button" disabled=${shown === pages - 1} onClick=${() => setPage(shown + 1)}>Next 4 KiB</button></p>`}
    ${marks.length > 0 && html`<ul class="legend">${marks.map(mark => html`
      <li><mark class=${mark.cause ? 'cause' : ''}>${mark.from < bytes.length ? hex(bytes[mark.from], 2) : '  '}</mark> ${mark.text}</li>`)}</ul>`}`;
}

function line(bytes, at, marks) {
  const end = Math.min(bytes.length, at + LINE);
  const left = [];
  const right = [];
  for (let index = at; index < at + LINE; index++) {
    const mark = marks.find(place => index >= place.from && index < place.to);
    const gap = index === at + 7 ? '  ' : ' ';
    const goesOn = mark && index + 1 < Math.min(mark.to, end);
    if (index >= end) {
      left.push(`  ${gap}`);
      continue;
    }
    left.push({ text: hex(bytes[index], 2) + (goesOn ? gap : ''), mark }, goesOn ? '' : gap);
    right.push({ text: character(bytes[index]), mark });
  }
  return [html`<span class="offset">${hex(at, 4)}  </span>`, runs(left), ' ', runs(right), '\n'];
}

/** Joins neighbours with the same mark, so that a mark is one element. */
function runs(pieces) {
  const joined = [];
  for (const piece of pieces) {
    const { text, mark } = typeof piece === 'string' ? { text: piece } : piece;
    const last = joined[joined.length - 1];
    if (text === '') continue;
    if (last && last.mark === mark) last.text += text;
    else joined.push({ text, mark });
  }
  return joined.map(({ text, mark }) =>
    (mark ? html`<mark class=${mark.cause ? 'cause' : ''}>${text}</mark>` : text));
}
