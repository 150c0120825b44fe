// What stands on the right of the filter bar: how much is shown, and the actions of the view.
import { html } from '/lib/htm-preact.js';
import { addressOf } from '/core/api.js';
import { exchangesOf } from '/core/exchanges.js';
import { items } from '/core/items.js';
import { agents, expectations, hosts, problems, proxies, rules } from '/core/lists.js';
import { chooseScenario } from '/core/drop.js';
import { number, plural } from '/core/time.js';
import { openDialog } from '/core/dialog.js';
import { newRule } from '/views/ruledraft.js';
import { filters } from '/views/exchanges.js';
import { pollNow } from '/views/hosts.js';
import { shownExpectations } from '/views/expectations.js';
import { shownProblems } from '/views/problems.js';
import { shownRules } from '/views/rules.js';
import { shownRows } from '/views/values.js';

const shownOf = (shown, all, word) =>
  (shown === all ? plural(all, word) : `${number(shown)} of ${plural(all, word)}`);

const MOST_PLOTS = 2000; // the server sends no more

const plots = count => (count > MOST_PLOTS ? `, plots of the first ${number(MOST_PLOTS)}` : '');

const COUNTS = {
  values: () => {
    const all = items.data?.all.size ?? 0;
    return `${shownOf(shownRows().count, all, 'item')}${plots(all)}`;
  },
  exchanges: () => {
    const list = exchangesOf(filters());
    return list.isComplete ? `${plural(list.count, 'exchange')}, newest first` : `${number(list.count)} found so far, newest first`;
  },
  problems: () => {
    const times = shownProblems().reduce((sum, problem) => sum + problem.times, 0);
    return `${shownOf(shownProblems().length, problems.data?.length ?? 0, 'kind')}, ${plural(times, 'occurrence')}`;
  },
  rules: () => shownOf(shownRules().length, rules.data?.length ?? 0, 'rule'),
  hosts: () => [plural(agents.data?.length ?? 0, 'mock agent'), proxies.data?.length ? `${proxies.data.length === 1 ? '1 proxy' : `${proxies.data.length} proxies`}` : '', plural(hosts.data?.length ?? 0, 'host')].filter(Boolean).join(', '),
  expectations: () => {
    const met = (expectations.data ?? []).filter(expectation => expectation.verdict === 'met').length;
    return `${number(met)} of ${shownOf(shownExpectations().length, expectations.data?.length ?? 0, 'expectation')} met`;
  },
};

export const BarCount = ({ id }) => COUNTS[id]();

const Action = ({ id, label, title, onClick }) =>
  html`<button class="button" type="button" id=${id} title=${title} onClick=${onClick}>${label}</button>`;

const exportScenario = () => html`<a class="button" id="export" href=${addressOf('scenario')} download="scenario.json" title="The present state as a scenario">Export</a>`;
const loadScenario = () => html`<${Action} id="load" label="Load a scenario" title="Choose a file; or drop it anywhere on this page" onClick=${chooseScenario} />`;

const ACTIONS = {
  values: () => html`<${Action} id="send" label="Send a value" title="Send a test value (s)" onClick=${() => openDialog('send')} />`,
  rules: () => html`${exportScenario()}<${Action} id="add-rule" label="Add a rule" title="Add a rule or a fault" onClick=${newRule} />`,
  hosts: () => html`${loadScenario()}${exportScenario()}<${Action} id="poll" label="Poll now" title="Poll the passive items that are due" onClick=${pollNow} />`,
  expectations: () => loadScenario(),
};

export const BarActions = ({ id }) => (ACTIONS[id] ? html`<span class="bar-actions">${ACTIONS[id]()}</span>` : null);
