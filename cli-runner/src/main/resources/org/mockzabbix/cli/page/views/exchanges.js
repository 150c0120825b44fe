// All exchanges, newest first.
import { html } from '/lib/htm-preact.js';
import { clearFilters, param, set } from '/core/route.js';
import { exchangesOf } from '/core/exchanges.js';
import { rowHeight } from '/core/narrow.js';
import { verdict } from '/core/verdict.js';
import { clock, milliseconds, number } from '/core/time.js';
import { activeGrid, Grid } from '/parts/grid.js';
import { EqualRows } from '/parts/layout.js';
import { Split } from '/parts/panel.js';
import { Icon, State } from '/parts/icons.js';
import { Wire } from '/parts/text.js';
import { ExchangePanel } from '/views/exchangepanel.js';

const COLUMNS = [
  { id: 'id', label: '#', tone: 'dim' },
  { id: 'time', label: 'Time' },
  { id: 'verdict', label: 'Verdict' },
  { id: 'request', label: 'Request' },
  { id: 'peer', label: 'Peer', tone: 'mono' },
  { id: 'host', label: 'Host' },
  { id: 'values', label: 'Values', right: true },
  { id: 'reason', label: 'Reason, or rule that applied' },
  { id: 'fault', label: 'Fault' },
  { id: 'tls', label: 'TLS', tone: 'dim' },
  { id: 'bytes', label: 'Bytes', right: true, tone: 'dim' },
  { id: 'duration', label: 'ms', right: true, tone: 'dim' },
];

export const filters = () => ({
  host: param('host'), key: param('key'), request: param('kind'), state: param('verdict'), search: param('q'),
});

/** Returns for example "psk 1.3". The version is empty if the handshake failed before it was agreed on. */
const encryption = ({ mode, version }) => `${mode} ${version.replace('TLSv', '')}`;

function cellsOf(exchange, id) {
  if (!exchange) return { id: `#${id}`, time: exchange === null ? html`<span class="dim">evicted</span>` : '' };
  const [icon, word] = verdict(exchange);
  const { rule, reason } = exchange;
  return {
    id: exchange.id,
    time: clock(exchange.time),
    verdict: html`<${State} icon=${icon}>${word}<//>`,
    request: exchange.request,
    peer: exchange.peer,
    host: html`<${Wire} text=${exchange.host ?? ''} max=${64} />`,
    values: exchange.values ? number(exchange.values) : '',
    reason: reason ? html`<span class=${exchange.faults.length ? 'dim' : ''} title=${reason}><${Wire} text=${reason} max=${160} /></span>`
      : rule ? html`<span class="dim"><${Wire} text=${`rule: ${rule}`} max=${160} /></span>` : '',
    fault: exchange.faults.length > 0 && html`<span class="state" title=${exchange.faults.join(', ')}><${Icon} name="fault" tone="dim" /><span><${Wire} text=${exchange.faults.join(', ')} max=${80} /></span></span>`,
    tls: exchange.tls && encryption(exchange.tls),
    bytes: number(exchange.requestBytes),
    duration: exchange.duration === undefined ? '' : milliseconds(exchange.duration),
  };
}

/** How many exchanges are above what is being read. */
function Newer({ list }) {
  const grid = activeGrid;
  const above = grid && list.count ? grid.props.layout.indexAt(grid.scale.toList(grid.top)) : 0;
  if (!above || grid.top < 4) return null;
  return html`<button class="newer" type="button" onClick=${grid.toTop}><${Icon} name="up" />${`${number(above)} newer`}</button>`;
}

export function ExchangesView() {
  const list = exchangesOf(filters());
  const id = param('sel');
  const rows = list.rows();
  const layout = new EqualRows(rows.count, rowHeight(28, 84));
  const empty = list.isComplete ? html`<p class="empty-note">No exchange matches.
    <button class="button small" type="button" onClick=${clearFilters}>Clear the filter</button></p>`
    : html`<p class="empty-note">Loading</p>`;
  return html`<${Split} kind="below"
    panel=${id && html`<${ExchangePanel} key=${id} id=${id} list=${list} />`}
    list=${html`<div class="list-box"><${Newer} list=${list} />
      <${Grid} name="exchanges" label="Exchanges, newest first" columns=${COLUMNS} layout=${layout} follow
        keyAt=${rows.keyAt} indexOf=${rows.indexOf} cells=${index => cellsOf(rows.at(index), rows.keyAt(index))}
        onRange=${(first, last) => list.show(first, last)} selected=${id} onSelect=${sel => set({ sel })} empty=${empty} /></div>`} />`;
}
