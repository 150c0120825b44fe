// The views, with a number that says whether there is something to see.
import { html, useEffect } from '/lib/htm-preact.js';
import { go, view, viewLink, VIEWS } from '/core/route.js';
import { live } from '/core/live.js';
import { items } from '/core/items.js';
import { agents, expectations, hosts, problems, rules } from '/core/lists.js';
import { number } from '/core/time.js';
import { Icon } from '/parts/icons.js';

const journal = () => live.status?.journal;

const COUNTS = {
  values: () => items.data?.all.size,
  exchanges: () => journal()?.exchanges,
  problems: () => problems.data?.length,
  rules: () => rules.data?.length,
  hosts: () => hosts.data && agents.data && hosts.data.length + agents.data.length,
  expectations: () => expectations.data?.length,
};

function Count({ id }) {
  const count = COUNTS[id]();
  if (count === undefined || count === null) return null;
  if (id === 'problems' && count > 0) {
    return html`<span class="count bad"><${Icon} name="failed" />${number(count)}</span>`;
  }
  if (id === 'expectations' && count > 0) {
    const met = expectations.data.filter(expectation => expectation.verdict === 'met').length;
    return html`<span class="count">${met} of ${count}</span>`;
  }
  return html`<span class="count">${number(count)}</span>`;
}

const follow = event => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  go(event.currentTarget.getAttribute('href'));
};

const showCurrent = () =>
  document.querySelector('.tabs [aria-current]').scrollIntoView({ block: 'nearest', inline: 'nearest' });

export function Tabs() {
  useEffect(showCurrent, [view().id]);
  return html`<nav class="tabs" aria-label="Views">
    ${VIEWS.map((tab, index) => html`
      <a href=${viewLink(tab.id)} aria-current=${tab.id === view().id ? 'page' : null} title=${`${index + 1}`} onClick=${follow}>
        ${tab.name}<${Count} id=${tab.id} /></a>`)}
  </nav>`;
}
