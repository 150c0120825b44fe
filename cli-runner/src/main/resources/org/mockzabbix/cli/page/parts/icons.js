// Icons are drawn, not loaded. Each has a word next to it, or a label on its button.
import { html } from '/lib/htm-preact.js';

const SHAPES = {
  ok: html`<path d="M3 8.5l3.2 3L13 4.5" />`,
  failed: html`<circle cx="8" cy="8" r="6.6" class="fill" /><path class="cut" d="M5.6 5.6l4.8 4.8M10.4 5.6l-4.8 4.8" />`,
  unreadable: html`<path class="fill" d="M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7H5.2l-3.7-3.7V5.2z" /><path class="cut" d="M8 4.4v4.2M8 11.2v.4" />`,
  warning: html`<path d="M8 2L14.6 13.6H1.4z" /><path d="M8 6.4v3.2M8 11.6v.1" />`,
  banned: html`<circle cx="8" cy="8" r="6" /><path d="M3.8 3.8l8.4 8.4" />`,
  fault: html`<path d="M9 1.5L3 9h4.4L6.6 14.5 13 6.6H8.4z" />`,
  empty: html`<circle cx="8" cy="8" r="5.5" stroke-dasharray="2.4 2.2" />`,
  waiting: html`<circle cx="8" cy="8" r="6" /><path d="M8 4.6V8l2.4 1.6" />`,
  lock: html`<rect x="3" y="7" width="10" height="7" rx="1.2" /><path d="M5 7V5a3 3 0 016 0v2" />`,
  close: html`<path d="M3.5 3.5l9 9M12.5 3.5l-9 9" />`,
  copy: html`<rect x="5.5" y="5.5" width="8" height="8" rx="1" /><path d="M3 10.5V2.5h8" />`,
  search: html`<circle cx="7" cy="7" r="4.5" /><path d="M10.5 10.5L14 14" />`,
  download: html`<path d="M8 2v8.5M4.5 7.2L8 10.7l3.5-3.5M2.5 13.5h11" />`,
  pause: html`<path d="M5 3v10M11 3v10" />`,
  play: html`<path d="M4.5 2.8v10.4L13 8z" />`,
  reset: html`<path d="M3 8a5 5 0 105-5H4.5M6.8 .8L4.3 3l2.5 2.4" />`,
  theme: html`<circle cx="8" cy="8" r="3" /><path d="M8 1v1.6M8 13.4V15M1 8h1.6M13.4 8H15M3 3l1.2 1.2M11.8 11.8L13 13M13 3l-1.2 1.2M4.2 11.8L3 13" />`,
  plus: html`<path d="M8 3v10M3 8h10" />`,
  back: html`<path d="M9.5 3L4.5 8l5 5" />`,
  up: html`<path d="M3.5 10L8 5.5l4.5 4.5" />`,
  down: html`<path d="M3.5 6L8 10.5 12.5 6" />`,
  bin: html`<path d="M3 4.5h10M6.5 4V2.5h3V4M4.5 4.5l.6 9h5.8l.6-9" />`,
};

export const Icon = ({ name, tone = '' }) =>
  html`<svg class=${`icon ${tone}`} viewBox="0 0 16 16" aria-hidden="true">${SHAPES[name]}</svg>`;

export const Logo = () => html`
  <svg class="logo" viewBox="0 0 18 18" aria-hidden="true">
    <rect x="1" y="1" width="16" height="16" rx="4" fill="currentColor" />
    <path d="M5.5 5.5h7l-7 7h7" />
  </svg>`;

const TONES = {
  ok: 'ok', failed: 'bad', unreadable: 'bad', warning: 'warn', banned: 'warn',
  empty: 'dim', waiting: 'dim',
};

/** A state: a shape and a word, so that colour is never the only sign. */
export const State = ({ icon, children }) =>
  html`<span class=${`state ${TONES[icon] ?? ''}`}><${Icon} name=${icon} /><span>${children}</span></span>`;
