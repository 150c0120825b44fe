// What was refused, unreadable or rejected: one row for each kind, however often it happened.
import { html, useMemo } from '/lib/htm-preact.js';
import { clearFilters, link, param, set } from '/core/route.js';
import { problems } from '/core/lists.js';
import { exchangeOf } from '/core/exchange.js';
import { matches } from '/core/match.js';
import { rowHeight } from '/core/narrow.js';
import { age, clock, number, plural } from '/core/time.js';
import { Grid } from '/parts/grid.js';
import { EqualRows } from '/parts/layout.js';
import { Facts, PanelHead, Reason, Section, Split } from '/parts/panel.js';
import { CopyButton } from '/parts/buttons.js';
import { State } from '/parts/icons.js';
import { Key, Wire } from '/parts/text.js';
import { Evidence } from '/views/evidence.js';

const ICONS = { rejected: 'failed', refused: 'failed', unreadable: 'unreadable', notStored: 'warning', warning: 'warning' };
const WORDS = { notStored: 'not stored' };

const wordOf = ({ kind }) => WORDS[kind] ?? kind;

const COLUMNS = [
  { id: 'kind', label: 'Kind' },
  { id: 'subject', label: 'What' },
  { id: 'cause', label: 'Reason and likely cause' },
  { id: 'times', label: 'Times', right: true },
  { id: 'age', label: 'Last', right: true, tone: 'dim' },
];

const idOf = problem => `${problem.kind}\n${problem.host ?? ''}\n${problem.key ?? problem.itemid ?? ''}\n${problem.peer ?? ''}\n${problem.first}`;

export function shownProblems() {
  const [words, host, key, kind] = [param('q').toLowerCase(), param('host'), param('key'), param('kind')];
  return [...(problems.data ?? [])].reverse().filter(problem =>
    (!host || matches(host, problem.host)) && (!key || matches(key, problem.key)) && (!kind || wordOf(problem) === kind)
    && (!words || [problem.host, problem.key, problem.itemid, problem.peer, problem.cause].join('\n').toLowerCase().includes(words)));
}

const Subject = ({ problem }) => html`
  <div class="mono">${problem.host ? html`<${Wire} text=${problem.host} max=${64} /> ` : ''}${problem.key ? html`<${Key} text=${problem.key} />` : problem.itemid ? `itemid ${problem.itemid}` : ''}
    ${!problem.host && !problem.key ? problem.peer : ''}</div>
  <div class="dim">${problem.peer && (problem.host || problem.key) ? `from ${problem.peer}` : ''}${problem.nearest ? html`nearest: <${Wire} text=${`${problem.nearest.host} ${problem.nearest.key}`} max=${100} />` : ''}</div>`;

const cellsOf = problem => ({
  kind: html`<${State} icon=${ICONS[problem.kind]}>${wordOf(problem)}<//>`,
  subject: html`<${Subject} problem=${problem} />`,
  cause: html`<div class="clamp" title=${problem.cause}><${Wire} text=${problem.cause} max=${300} /></div>`,
  times: number(problem.times),
  age: age(problem.last),
});

function Advice({ nearest }) {
  if (!nearest) return null;
  return html`<${Section} title="What to do">
    <p>The configured item that looks most alike is <code><${Wire} text=${`${nearest.host} ${nearest.key}`} /></code>.
      Send that name, or add the item to the scenario.</p>
    <p class="row-actions"><${CopyButton} text=${nearest.host} label="Host" /><${CopyButton} text=${nearest.key} label="Key" /></p>
  <//>`;
}

function ProblemPanel({ problem }) {
  const last = problem.exchanges[problem.exchanges.length - 1];
  const resource = useMemo(() => exchangeOf(last), []); // stays while the problem repeats
  return html`
    <${PanelHead} title=${`${wordOf(problem)[0].toUpperCase()}${wordOf(problem).slice(1)}`}
      sub=${`${plural(problem.times, 'time')}, first ${clock(problem.first)}, last ${clock(problem.last)}`} />
    <${Reason} icon=${ICONS[problem.kind]}><p><${Wire} text=${problem.cause} max=${4000} /></p><//>
    <${Advice} nearest=${problem.nearest} />
    <${Section}><${Facts} rows=${[
      ['Host', problem.host && html`<button class="link" type="button" onClick=${() => set({ host: problem.host, sel: '' })}><${Wire} text=${problem.host} /></button>`],
      ['Key', problem.key && html`<code><${Key} text=${problem.key} /></code>`],
      ['Itemid', problem.itemid],
      ['Peer', problem.peer && html`<code>${problem.peer}</code>`],
      ['Exchanges', problem.exchanges.map((id, index) => [index ? ', ' : '', html`<a href=${link('exchanges', { sel: id })}>${`#${id}`}</a>`])],
    ]} /><//>
    <${Section} title="Evidence: the last exchange"><${Evidence} resource=${resource} /><//>`;
}

export function ProblemsView() {
  const shown = shownProblems();
  const id = param('sel');
  const ids = shown.map(idOf);
  const problem = shown[ids.indexOf(id)];
  const isFiltered = (problems.data?.length ?? 0) > 0;
  const empty = problems.data && html`<p class="empty-note">${isFiltered
    ? ['No problem matches. ', html`<button class="button small" type="button" onClick=${clearFilters}>Clear the filter</button>`]
    : 'Nothing was refused, unreadable or rejected.'}</p>`;
  return html`<${Split} kind="side" panel=${problem && html`<${ProblemPanel} key=${id} problem=${problem} />`}
    list=${html`<${Grid} name="problems" label="Problems" columns=${COLUMNS} layout=${new EqualRows(shown.length, rowHeight(48, 104))} follow
      keyAt=${index => ids[index]} indexOf=${key => ids.indexOf(key)} cells=${index => cellsOf(shown[index])}
      selected=${problem ? id : ''} onSelect=${sel => set({ sel })} empty=${empty} />`} />`;
}
