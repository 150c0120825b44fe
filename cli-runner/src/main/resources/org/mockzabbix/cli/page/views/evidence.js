// The bytes of an exchange, with the marked places, for the details of a problem.
import { html } from '/lib/htm-preact.js';
import { Hex } from '/parts/hex.js';
import { marksOf } from '/core/marks.js';
import { Wire } from '/parts/text.js';

const MOST = 2000;

export function Evidence({ resource }) {
  if (resource.problem) return html`<p class="dim">${resource.problem.message}</p>`;
  if (!resource.data) return html`<p class="dim">Loading</p>`;
  const { exchange, bytes, text } = resource.data;
  return html`
    <pre class="json"><${Wire} text=${text.request} max=${MOST} lines /></pre>
    <${Hex} bytes=${bytes.request} marks=${marksOf(exchange, bytes.request, 'request')} />`;
}
