// The latest value of each item, grouped by host. Rows stay where they are: an item has its place
// since its first value.
import { html } from '/lib/htm-preact.js';
import { clearFilters, param, set } from '/core/route.js';
import { idOf, itemOf, items, stateOf } from '/core/items.js';
import { matches } from '/core/match.js';
import { rowHeight } from '/core/narrow.js';
import { age, number, plural } from '/core/time.js';
import { Grid } from '/parts/grid.js';
import { MixedRows } from '/parts/layout.js';
import { Split } from '/parts/panel.js';
import { Spark } from '/parts/spark.js';
import { State } from '/parts/icons.js';
import { Key, Wire } from '/parts/text.js';
import { ValuePanel } from '/views/valuepanel.js';

const COLUMNS = [
  { id: 'key', label: 'Key', tone: 'mono' },
  { id: 'value', label: 'Latest value', tone: 'mono' },
  { id: 'type', label: 'Type', tone: 'dim' },
  { id: 'plot', label: 'Last 5 min' },
  { id: 'count', label: 'Count', right: true },
  { id: 'age', label: 'Age', right: true, tone: 'dim' },
  { id: 'state', label: 'State' },
];

function select() {
  const words = { q: param('q').toLowerCase(), host: param('host'), key: param('key'), state: param('state') };
  const groups = new Map();
  for (const item of items.data?.all.values() ?? []) {
    const isShown = (!words.q || item.text.includes(words.q))
      && (!words.host || matches(words.host, item.host))
      && (!words.key || matches(words.key, item.key))
      && (!words.state || stateOf(item) === words.state);
    if (!isShown) continue;
    const group = groups.get(item.host) ?? { host: item.host, ids: [], values: 0 };
    group.ids.push(idOf(item));
    group.values += item.count;
    groups.set(item.host, group);
  }
  return [...groups.values()];
}

/** The rows for one state of items and filters: computing them for each drawing would be slow. */
let shown = { signature: '' };

export function shownRows() {
  const signature = JSON.stringify([items.data?.version, rowHeight(), param('q'), param('host'), param('key'), param('state')]);
  if (shown.signature !== signature) {
    const groups = select();
    const rows = groups.flatMap(group => [{ group }, ...group.ids.map(id => ({ id, group }))]);
    const layout = new MixedRows(rows.map(row => (row.id ? rowHeight() : rowHeight(26, 34))));
    const indexes = new Map(rows.map((row, index) => [row.id, index]));
    const starts = new Map(rows.map((row, index) => [row.group, row.id ? -1 : index]).filter(([, index]) => index >= 0));
    shown = { signature, rows, layout, indexes, starts, count: rows.length - groups.length };
  }
  return shown;
}

const Group = ({ group }) => html`<b><${Wire} text=${group.host} /></b>${`${plural(group.ids.length, 'item')}, ${plural(group.values, 'value')}`}`;

function ItemState({ item }) {
  const state = stateOf(item);
  if (!state) return null;
  return html`<${State} icon=${state === 'not stored' ? 'warning' : 'banned'}>${state}<//>`;
}

const cellsOf = item => ({
  key: html`<${Key} text=${item.key} />`,
  value: html`<span class=${`value ${item.state ? 'dim' : ''}`}><${Wire} text=${item.value} max=${120} /></span>`,
  type: item.type,
  plot: html`<${Spark} item=${item} />`,
  count: number(item.count),
  age: age(item.time),
  state: html`<${ItemState} item=${item} />`,
});

export function ValuesView() {
  const { rows, layout, indexes, starts } = shownRows();
  const id = param('sel');
  const item = id && itemOf(id);
  const empty = html`<p class="empty-note">${`No value matches, and ${plural(items.data?.all.size ?? 0, 'item')} without the filter. `}
    <button class="button small" type="button" onClick=${clearFilters}>Clear the filter</button></p>`;
  return html`<${Split} kind="side" panel=${item && html`<${ValuePanel} key=${id} item=${item} />`}
    list=${html`<${Grid} name="values" label="Values by host and item" columns=${COLUMNS} layout=${layout}
      keyAt=${index => rows[index].id ?? null} indexOf=${key => indexes.get(key) ?? -1}
      cells=${index => (rows[index].id ? cellsOf(itemOf(rows[index].id)) : { group: html`<${Group} group=${rows[index].group} />`, key: rows[index].group.host })}
      groupOf=${index => starts.get(rows[index].group)} selected=${id} onSelect=${sel => set({ sel })}
      empty=${items.data && empty} />`} />`;
}
