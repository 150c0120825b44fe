// The details of an item: value, plot, facts, what to paste into a test, and the newest values.
import { html, useEffect, useMemo, useState } from '/lib/htm-preact.js';
import { link, param, set } from '/core/route.js';
import { hosts } from '/core/lists.js';
import { historyOf, MOST_VALUES, wholeValue } from '/core/history.js';
import { ASSERTION_IMPORTS, javaAssertion, shellAssertion } from '/core/snippets.js';
import { theme } from '/core/theme.js';
import { age, clock, number, plural } from '/core/time.js';
import { copy } from '/parts/say.js';
import { Snippet } from '/parts/buttons.js';
import { Icon, State } from '/parts/icons.js';
import { Json, parsed, pretty } from '/parts/json.js';
import { Facts, PanelHead, Reason, Section } from '/parts/panel.js';
import { Plot } from '/parts/plot.js';
import { isLongKey, Key, Wire } from '/parts/text.js';
import { openDialog } from '/core/dialog.js';

const LONGEST_NUMBER = 26;
const STEP = 1 << 16;

const asNumber = value => (/^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(value.trim()) ? Number(value) : null);
const isNumber = value => value !== undefined && asNumber(value) !== null;

/** The points of a plot: every value if all are known, else one for each bucket. */
function pointsOf(item, values) {
  if (values.length < MOST_VALUES || !item.buckets) {
    return values.map(value => [Date.parse(value.time), value.state ? null : asNumber(value.value ?? '')]).reverse();
  }
  const start = item.to - item.buckets.length * item.bucketSeconds * 1000;
  return item.buckets.map((bucket, index) => [start + index * item.bucketSeconds * 1000, bucket?.last ?? undefined]);
}

function ItemPlot({ item, values }) {
  const points = pointsOf(item, values);
  const numbers = points.map(([, value]) => value).filter(value => value !== null && value !== undefined);
  if (numbers.length < 2) return null;
  const label = `${plural(numbers.length, 'number')} from ${Math.min(...numbers)} to ${Math.max(...numbers)}`;
  const isSampled = values.length === MOST_VALUES && item.buckets;
  return html`<${Plot} points=${points} label=${label} theme=${theme()} />
    ${isSampled && html`<p class="help">${`Each point is the last value of ${item.bucketSeconds} s.`}</p>`}`;
}

/** The rows of a discovery value: a list of objects with macros. */
function discovery(text) {
  const value = parsed(text);
  const rows = Array.isArray(value) ? value : value?.data;
  const isDiscovery = Array.isArray(rows) && rows.length > 0
    && rows.every(row => row && typeof row === 'object' && Object.keys(row).some(name => /^\{#.+\}$/.test(name)));
  return isDiscovery ? rows : null;
}

const MOST_ROWS = 200;
const MOST_COLUMNS = 8;

function DiscoveryTable({ rows }) {
  const names = [...new Set(rows.flatMap(row => Object.keys(row)))];
  const columns = names.slice(0, MOST_COLUMNS);
  const left = [
    rows.length > MOST_ROWS && `the first ${MOST_ROWS} of ${number(rows.length)} rows`,
    names.length > MOST_COLUMNS && `${MOST_COLUMNS} of ${number(names.length)} macros`].filter(Boolean);
  return html`${left.length > 0 && html`<p class="help">${`Shown: ${left.join(', ')}. "As sent" shows all.`}</p>`}<div class="table-scroll" tabindex="0" role="region" aria-label="Discovery rows"><table class="table">
    <thead><tr>${columns.map(column => html`<th scope="col"><${Wire} text=${column} /></th>`)}</tr></thead>
    <tbody>${rows.slice(0, MOST_ROWS).map(row => html`<tr>${columns.map(column => html`<td class="mono"><${Wire} text=${text(row[column])} max=${120} /></td>`)}</tr>`)}</tbody>
  </table></div>`;
}

const text = value => (value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value));

function WholeValue({ item }) {
  const [whole, setWhole] = useState(null);
  const [limit, setLimit] = useState(STEP);
  const [isRaw, setRaw] = useState(false);
  const isOfItem = whole?.exchange === item.exchange && whole.row === item.row;
  const value = (isOfItem ? whole : item).value ?? '';
  const isCut = !isOfItem && item.length > value.length;
  const rows = discovery(value);
  const isJson = parsed(value) !== undefined;
  if (value.length <= LONGEST_NUMBER && !isJson && !item.state) {
    return html`<p class="big"><output><${Wire} text=${value} /></output><span class="dim">${item.type}, ${age(item.time)} ago</span></p>`;
  }
  return html`
    ${rows && !isRaw && html`<${DiscoveryTable} rows=${rows} />`}
    ${(!rows || isRaw) && (isJson && !isRaw ? html`<${Json} text=${pretty(value)} />`
      : html`<pre class="json"><${Wire} text=${value} max=${limit} lines /></pre>`)}
    <p class="row-actions">
      <button class="button small" type="button" onClick=${() => copy(value)}><${Icon} name="copy" />Copy</button>
      ${isJson && html`<button class="button small" type="button" aria-pressed=${String(isRaw)} onClick=${() => setRaw(!isRaw)}>As sent</button>`}
      ${isCut && html`<button class="button small" type="button" id="whole-value" onClick=${async () => setWhole(await wholeValue(item))}>${`Show all ${number(item.length)} characters`}</button>`}
      ${value.length > limit && html`<button class="button small" type="button" onClick=${() => setLimit(limit + STEP)}>Show 64 Ki characters more</button>`}
    </p>`;
}

function facts(item) {
  const known = hosts.data?.find(host => host.host === item.host)?.items?.find(other => other.key === item.key);
  const configured = known && [known.type, known.valueType, known.delay && `every ${known.delay}`].filter(Boolean).join(', ');
  return [
    ['Key', isLongKey(item.key) && html`<code><${Wire} text=${item.key} max=${item.key.length} /></code>`],
    ['Item', configured || 'not configured'],
    ['Sent by', html`${item.source} from <code>${item.peer}</code>, exchange <a href=${link('exchanges', { sel: item.exchange })}>${`#${item.exchange}`}</a>`],
    ['Proxy', item.proxy && html`<${Wire} text=${item.proxy} />`],
    ['Stored', item.notStored ? 'nothing' : item.stored !== undefined ? html`<code><${Wire} text=${item.stored} /></code>` : 'as sent'],
  ];
}

const OUTCOME = { notSupported: ['banned', 'not supported'], notStored: ['warning', 'not stored'] };

function Outcome({ value }) {
  const [icon, word] = OUTCOME[value.state] ?? (value.notStored ? OUTCOME.notStored : ['ok', value.outcome]);
  return html`<${State} icon=${icon}>${word}<//>`;
}

const sent = value => (value.clock === undefined ? 'absent' : `${value.clock}${value.ns === undefined ? '' : `.${String(value.ns).padStart(9, '0')}`}`);

const SHOWN = 100;

const Rows = ({ values }) => html`
  <div class="table-scroll" tabindex="0" role="region" aria-label="Newest values"><table class="table">
    <thead><tr><th scope="col">Received</th><th scope="col">Clock as sent</th><th scope="col">Value</th><th scope="col">Outcome</th><th scope="col" class="right">Exchange</th></tr></thead>
    <tbody>${values.slice(0, SHOWN).map(value => html`
      <tr key=${`${value.exchange}.${value.row}`}>
        <td title=${value.time}>${clock(value.time)}</td><td class="dim">${sent(value)}</td>
        <td class="mono"><${Wire} text=${value.value} max=${64} /></td><td><${Outcome} value=${value} /></td>
        <td class="right"><a href=${link('exchanges', { sel: value.exchange })}>${`#${value.exchange}`}</a></td>
      </tr>`)}</tbody></table></div>`;

export function ValuePanel({ item }) {
  const history = useMemo(() => historyOf(item), [item.host, item.key]);
  useEffect(() => history.refresh(), [item.count, item.exchange]);
  const values = history.data ?? [];
  const warnings = item.warnings ?? [];
  return html`
    <${PanelHead} title=${html`<span class="mono"><${Key} text=${item.key} /></span>`}
      sub=${html`<button class="link" type="button" title="Only this host" onClick=${() => set({ host: item.host })}><${Wire} text=${item.host} /></button>
        ${` · ${plural(item.count, 'value')} · last ${clock(item.time)}`}`}>
      <button class="button small" type="button" onClick=${() => openDialog('send', { host: item.host, key: item.key })}>Send a value</button>
    <//>
    ${warnings.length > 0 && html`<${Reason} icon="warning">${warnings.map(warning => html`<p><${Wire} text=${warning} max=${2000} /></p>`)}<//>`}
    ${item.state && html`<${Reason} icon="banned"><p>The client reports that the item is not supported.</p><//>`}
    <${Section}><${WholeValue} item=${item} /><${ItemPlot} item=${item} values=${values} /><//>
    <${Section}><${Facts} rows=${facts(item)} /><//>
    <${Section} title="Assert this">
      <${Snippet} label="Java" text=${javaAssertion(item)} imports=${ASSERTION_IMPORTS} id="copy-assertion" title="Copy the assertion (a)" />
      <${Snippet} label="Shell" text=${shellAssertion(item)} />
    <//>
    <${Section} title=${values.length < item.count ? `The newest ${number(Math.min(SHOWN, values.length))} of ${plural(item.count, 'value')}` : 'Values, newest first'}>
      ${history.data && html`<${Rows} values=${values} />`}
    <//>`;
}
