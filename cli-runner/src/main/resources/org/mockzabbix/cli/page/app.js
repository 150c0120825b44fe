// The frame of the page: header, tabs, filters, notice, one view, status.
import { html } from '/lib/htm-preact.js';
import { view } from '/core/route.js';
import { live } from '/core/live.js';
import { items } from '/core/items.js';
import { said } from '/parts/say.js';
import { problems } from '/core/lists.js';
import { Header } from '/parts/header.js';
import { Tabs } from '/parts/tabs.js';
import { FilterBar } from '/parts/filterbar.js';
import { Notice } from '/parts/notice.js';
import { StatusBar } from '/parts/statusbar.js';
import { Wire } from '/parts/text.js';
import { Dialogs } from '/parts/dialogs.js';
import { ValuesView } from '/views/values.js';
import { ExchangesView } from '/views/exchanges.js';
import { ProblemsView } from '/views/problems.js';
import { RulesView } from '/views/rules.js';
import { HostsView } from '/views/hosts.js';
import { ExpectationsView } from '/views/expectations.js';
import { FirstStart } from '/views/firststart.js';
import { Locked } from '/views/locked.js';

const VIEWS = {
  values: ValuesView, exchanges: ExchangesView, problems: ProblemsView,
  rules: RulesView, hosts: HostsView, expectations: ExpectationsView,
};

/** The views that have nothing to show before the first exchange. */
const NEEDS_TRAFFIC = ['values', 'exchanges'];

function Content() {
  if (live.state === 'locked') return html`<${Locked} />`;
  if (!live.status) return html`<p class="empty-note">${live.state === 'lost' ? 'The server does not answer.' : 'Connecting'}</p>`;
  const { id } = view();
  const isEmpty = live.status.journal.newest === 0 && !items.data?.all.size;
  if (isEmpty && NEEDS_TRAFFIC.includes(id)) return html`<${FirstStart} />`;
  const View = VIEWS[id];
  return html`<${View} key=${id} />`;
}

export function App() {
  const count = problems.data?.length ?? 0;
  const prefix = count ? `(${count} ${count === 1 ? 'problem' : 'problems'}) ` : '';
  document.title = `${prefix}${view().name} - Mock Zabbix`;
  return html`
    <a class="skip" href="#main" onClick=${skip}>Skip to the list</a>
    <${Header} />
    <${Tabs} />
    <${FilterBar} />
    <${Notice} />
    <main id="main" tabindex="-1" aria-label=${view().name}><${Content} /></main>
    <${StatusBar} />
    <div class="hidden" role="status" aria-live="polite">${said.text}</div>
    ${said.note && html`<div class="note" aria-hidden="true"><${Wire} text=${said.note} /></div>`}
    <${Dialogs} />`;
}

function skip(event) {
  event.preventDefault();
  document.getElementById('main').focus();
}
