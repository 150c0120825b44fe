// A list with the details of the selected row next to it, or below it.
import { html } from '/lib/htm-preact.js';
import { set } from '/core/route.js';
import { Icon } from '/parts/icons.js';

export const close = () => set({ sel: '' });

export const Split = ({ kind, list, panel }) => html`
  <div class=${`split ${panel ? `${kind} open` : ''}`}>
    ${list}
    ${panel && html`<aside class="panel" aria-label="Details" tabindex="-1">${panel}</aside>`}
  </div>`;

export const PanelHead = ({ title, sub, children, onClose = close }) => html`
  <header class="panel-head">
    <button class="button quiet back" type="button" aria-label="Back to the list" onClick=${onClose}>
      <${Icon} name="back" /></button>
    <div class="title"><h2>${title}</h2>${sub && html`<p>${sub}</p>`}</div>
    ${children}
    <button class="button quiet" type="button" aria-label="Close details" title="Close (Esc)"
      onClick=${onClose}><${Icon} name="close" /></button>
  </header>`;

export const Section = ({ title, actions, children }) => html`
  <section class="section">
    ${title && html`<h3>${title}<span class="grow" />${actions}</h3>`}
    ${children}
  </section>`;

/** @param rows pairs of a name and a content; rows without content are left out */
export const Facts = ({ rows }) => html`
  <dl class="facts">${rows.filter(([, content]) => content)
    .map(([name, content]) => html`<dt>${name}</dt><dd>${content}</dd>`)}</dl>`;

/** Why something is not as it should be: the first thing that the details say. */
export const Reason = ({ icon, children }) => html`
  <div class=${`reason ${icon}`}><${Icon} name=${icon} tone=${icon === 'warning' || icon === 'banned' ? 'warn' : 'bad'} />
    <div>${children}</div></div>`;
