// One band for what concerns the whole page: paused, disconnected, restarted, evicted.
import { html } from '/lib/htm-preact.js';
import { changed } from '/core/changes.js';
import { connectNow, live, pause } from '/core/live.js';
import { clock, number, plural } from '/core/time.js';
import { Icon } from '/parts/icons.js';
import { saveView } from '/core/saved.js';

const Band = ({ icon, tone, lost, children, action }) => html`
  <section class=${`notice ${lost ? 'lost' : ''}`} aria-label="Notice">
    <${Icon} name=${icon} tone=${tone} /><span>${children}</span><span class="grow" />${action}
  </section>`;

const Button = ({ label, onClick, name = label }) =>
  html`<button class="button small" type="button" aria-label=${name} onClick=${onClick}>${label}</button>`;

const isRefusing = status => status && !status.acceptsConnections;

export function Notice() {
  if (live.state === 'lost') {
    return html`<${Band} icon="failed" tone="bad" lost action=${[
      html`<${Button} label="Save this view" onClick=${saveView} />`,
      html`<${Button} label="Try now" onClick=${connectNow} />`]}>
      <b>${`The server has not answered since ${clock(live.since, false)}. `}</b>What you see stays here. The page tries again by itself.<//>`;
  }
  if (live.restarted) {
    return html`<${Band} icon="reset" tone="warn" action=${html`<${Button} label="Close" name="Close the notice" onClick=${() => {
      live.restarted = false;
      changed();
    }} />`}><b>The server was restarted. </b>The lists began anew.<//>`;
  }
  if (live.paused) {
    return html`<${Band} icon="pause" tone="warn" action=${html`<${Button} label="Resume" name="Resume this page" onClick=${() => pause(false)} />`}>
      <b>${`Paused at ${clock(live.paused, false)}. `}</b>${`${plural(live.waiting, 'exchange')} since then. The server goes on.`}<//>`;
  }
  if (isRefusing(live.status)) {
    return html`<${Band} icon="banned" tone="warn"><b>The trapper port refuses connections, </b>as if the server were down. Accept them again in Hosts and agents.<//>`;
  }
  const evicted = live.status?.journal.evictedExchanges ?? 0;
  if (evicted > 0) {
    return html`<${Band} icon="warning" tone="warn"><b>The journal is full: </b>${`the ${number(evicted)} oldest exchanges were evicted.`}<//>`;
  }
  return null;
}
