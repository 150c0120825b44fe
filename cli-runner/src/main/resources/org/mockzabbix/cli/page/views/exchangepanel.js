// The details of an exchange in three columns: request, reply with course, packet.
import { html, useMemo, useState } from '/lib/htm-preact.js';
import { link, set } from '/core/route.js';
import { exchangeOf, isOpen } from '/core/exchange.js';
import { marksOf } from '/core/marks.js';
import { header, flagsInWords } from '/core/packet.js';
import { verdict } from '/core/verdict.js';
import { clock, number, plural } from '/core/time.js';
import { activeGrid } from '/parts/grid.js';
import { CopyButton, Refusal } from '/parts/buttons.js';
import { Hex } from '/parts/hex.js';
import { Icon, State } from '/parts/icons.js';
import { Json, pretty } from '/parts/json.js';
import { copy } from '/parts/say.js';
import { PanelHead, Reason } from '/parts/panel.js';
import { Key, Wire } from '/parts/text.js';
import { startRule } from '/views/ruledraft.js';

const STEP = 1 << 16;
const MOST_ROWS = 100;

const hexOf = bytes => [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');

/** The exchange as a vector: the bytes of both directions, and what the server made of them. */
function vectorOf({ exchange, bytes }) {
  const reason = exchange.unreadable ?? exchange.refused;
  return JSON.stringify({
    id: `exchange-${exchange.id}`, request: hexOf(bytes.request), reply: hexOf(bytes.reply), ...(reason && { reason }) }, null, 2);
}

/** Text of any size, a part at a time. Only what is shown as a whole has colours. */
function Text({ text, isPretty }) {
  const [limit, setLimit] = useState(STEP);
  const shown = isPretty ? pretty(text) : text;
  return html`
    ${shown.length > STEP ? html`<pre class="json"><${Wire} text=${shown.slice(0, limit)} max=${limit} lines="plain" /></pre>` : html`<${Json} text=${shown} />`}
    ${shown.length > limit && html`<p class="row-actions">
      <button class="button small" type="button" onClick=${() => setLimit(limit + STEP)}>Show 64 Ki characters more</button>
      <span class="dim">${`of ${number(shown.length)}`}</span></p>`}`;
}

const TextColumn = ({ title, text, children, isPretty, onPretty, none }) => html`
  <section>
    <h3>${title}<span class="grow" />
      ${text && html`<button class="button small" type="button" aria-pressed=${String(!isPretty)} onClick=${onPretty}>As sent</button>
        <${CopyButton} text=${text} />`}</h3>
    ${text ? html`<${Text} text=${text} isPretty=${isPretty} />` : html`<p class="dim">${none}</p>`}
    ${children}
  </section>`;

const stateOfRow = row => {
  if (row.outcome && row.outcome !== 'processed') return ['failed', row.outcome];
  if (row.state) return ['banned', 'not supported'];
  if (row.notStored) return ['warning', 'not stored'];
  return ['ok', row.outcome ?? 'answered'];
};

function Values({ rows = [] }) {
  const [shown, setShown] = useState(MOST_ROWS);
  if (!rows.length) return null;
  return html`
    <h3 class="next">${plural(rows.length, 'value')}</h3>
    <div class="table-scroll" tabindex="0" role="region" aria-label="Values of the exchange"><table class="table">
      <thead><tr><th scope="col">Host</th><th scope="col">Key</th><th scope="col">Value</th><th scope="col">Outcome</th></tr></thead>
      <tbody>${rows.slice(0, shown).map((row, index) => {
        const [icon, word] = stateOfRow(row);
        return html`<tr key=${index}><td><${Wire} text=${row.host ?? ''} max=${64} /></td><td class="mono"><${Key} text=${row.key ?? ''} /></td>
          <td class="mono"><${Wire} text=${row.value ?? ''} max=${64} /></td>
          <td title=${row.reason ?? ''}><${State} icon=${icon}>${word}<//></td></tr>`;
      })}</tbody></table></div>
    ${rows.length > shown && html`<p class="row-actions"><button class="button small" type="button" onClick=${() => setShown(shown + 1000)}>Show 1 000 more</button></p>`}`;
}

const WORDS = {
  accepted: 'connected', firstByte: 'first byte of the request', requestComplete: 'request complete',
  inputEnded: 'the client ended its output', resetByClient: 'the client reset the connection',
  timedOut: 'the server stopped waiting', responseDecided: 'response decided',
  faultInjected: 'fault', firstByteWritten: 'first byte written', lastByteWritten: 'last byte written',
  outputEnded: 'the server ended its output', closed: 'closed by the server', reset: 'reset by the server',
};

const Course = ({ course }) => course?.length > 0 && html`
  <h3 class="next">Course</h3>
  <ol class="course">${course.map(({ seconds, event, text }) => html`
    <li><span class="dim">${`${(seconds * 1000).toFixed(2)} ms`}</span><span>${WORDS[event] ?? event}${text && [': ', html`<${Wire} text=${text} />`]}</span></li>`)}</ol>`;

function HeaderFields({ bytes }) {
  const head = header(bytes);
  if (!head) return bytes.length > 0 && html`<p class="dim">The bytes do not begin with a Zabbix header.</p>`;
  const isWrong = head.length !== BigInt(head.received);
  return html`<dl class="header-fields">
    <dt>Magic</dt><dd class="mono">ZBXD</dd><dd class="dim">offset 0</dd>
    <dt>Flags</dt><dd class="mono">${`0x${head.flags.toString(16).padStart(2, '0')}`}</dd><dd class="dim">${flagsInWords(head.flags)}</dd>
    <dt>Length</dt><dd class=${`mono ${isWrong ? 'warn' : ''}`}>${String(head.length)}</dd>
      <dd class=${isWrong ? 'warn' : 'dim'}>${isWrong ? `declared; ${number(head.received)} are here` : 'bytes of data, as received'}</dd>
    <dt>Reserved</dt><dd class="mono">${String(head.reserved)}</dd><dd class="dim">${head.flags & 2 ? 'bytes after inflation' : ''}</dd>
  </dl>`;
}

function Packet({ exchange, bytes }) {
  const [side, setSide] = useState('request');
  const shown = bytes[side];
  return html`
    <section>
      <h3>Packet <span class="dim">${plural(shown.length, 'byte')}</span><span class="grow" />
        ${['request', 'reply'].map(name => html`
          <button class="button small" type="button" aria-pressed=${String(name === side)} disabled=${bytes[name].length === 0 && name !== side}
            onClick=${() => setSide(name)}>${name === 'request' ? 'Request' : 'Reply'}</button>`)}</h3>
      <${HeaderFields} bytes=${shown} />
      <${Hex} key=${side} bytes=${shown} marks=${marksOf(exchange, shown, side)} />
    </section>`;
}

function Why({ exchange, icon }) {
  const reason = exchange.unreadable ?? exchange.refused;
  const warnings = exchange.warnings ?? [];
  const rejected = [...new Set((exchange.rows ?? []).filter(row => row.reason)
    .map(row => `${row.host ?? ''} ${row.key ?? ''}: ${row.reason}`))];
  const notStored = [...new Set((exchange.rows ?? []).flatMap(row => row.warnings ?? []))];
  const lines = [...(reason ? [reason] : []), ...(exchange.cause ? [exchange.cause] : []), ...rejected, ...warnings, ...notStored];
  if (!lines.length) return null;
  const shape = ['failed', 'unreadable', 'empty'].includes(icon) || rejected.length ? (icon === 'unreadable' ? 'unreadable' : 'failed') : 'warning';
  return html`<${Reason} icon=${shape}>
    ${lines.slice(0, 4).map(line => html`<p><${Wire} text=${line} max=${2000} /></p>`)}
    ${lines.length > 4 && html`<p class="dim">${`and ${plural(lines.length - 4, 'more line')}`}</p>`}<//>`;
}

function noReply({ faults = [], port }) {
  if (port === 'poller') return 'The server asked, and this is what the agent sent: see the request column.';
  if (faults.length) return `No reply was sent: ${faults.join(', ')}.`;
  return 'No reply: the server closed the connection.';
}

/** A fault can keep back the reply that the server decided. */
function notSent({ course = [], port }) {
  if (port === 'poller' || !course.length || course.some(({ event }) => event === 'firstByteWritten')) return '';
  return isOpen({ course }) ? 'Decided, and not sent so far.' : 'Decided, but never sent.';
}

/** What stands in the head of the details: from where, and on which port. */
const place = ({ time, peer, port, connection, host }) =>
  html`${clock(time)} from <code>${peer}</code>${` on the ${port} port${connection ? `, connection ${connection}` : ''}`}${host && [', host ', html`
    <button class="link" type="button" onClick=${() => set({ host, sel: '' }, { replace: false })}><${Wire} text=${host} max=${64} /></button>`]}`;

const move = step => () => activeGrid?.move(step);

export function ExchangePanel({ id }) {
  const resource = useMemo(() => exchangeOf(id), [id]);
  const [isPretty, setPretty] = useState(true);
  if (resource.problem) return html`<${PanelHead} title=${`Exchange #${id}`} /><div class="section"><${Refusal} problem=${resource.problem} /></div>`;
  if (!resource.data) return html`<${PanelHead} title=${`Exchange #${id}`} sub="Loading" />`;
  const { exchange, bytes, text } = resource.data;
  const summary = summaryOf(exchange);
  const [icon] = verdict(summary);
  const toggle = () => setPretty(!isPretty);
  return html`
    <${PanelHead} title=${html`Exchange #${id} <span class="dim">${exchange.request ?? summary.state}</span>`} sub=${place(exchange)}>
      <span class="actions">
        <button class="button small wide" type="button" id="make-rule" title="Rule from this request (r)" onClick=${() => startRule(exchange)}>Make a rule</button>
        <button class="button small" type="button" id="copy-vector" title="Copy as vector: the bytes in hexadecimal, and the reason (c)"
          onClick=${() => copy(vectorOf(resource.data), 'Vector: copied')}><${Icon} name="copy" />Copy as vector</button>
        <button class="button quiet small wide" type="button" aria-label="Newer exchange" title="Newer (k)" onClick=${move(-1)}><${Icon} name="up" /></button>
        <button class="button quiet small wide" type="button" aria-label="Older exchange" title="Older (j)" onClick=${move(1)}><${Icon} name="down" /></button>
      </span>
    <//>
    <${Why} exchange=${exchange} icon=${icon} />
    ${exchange.rule && html`<p class="line">Rule: <a href=${link('rules')}><${Wire} text=${exchange.rule} max=${200} /></a></p>`}
    ${exchange.faults?.length > 0 && html`<p class="line"><${Icon} name="fault" /> Fault, as ordered: <${Wire} text=${exchange.faults.join(', ')} max=${300} /></p>`}
    <div class="columns">
      <${TextColumn} title=${exchange.port === 'poller' ? 'Received' : 'Request'} text=${text.request} isPretty=${isPretty} onPretty=${toggle} none="The client sent nothing.">
        <${Values} rows=${exchange.rows} />
      <//>
      <${TextColumn} title="Reply" text=${text.reply} isPretty=${isPretty} onPretty=${toggle} none=${noReply(exchange)}>
        ${text.reply && notSent(exchange) && html`<p class="warn" id="not-sent">${notSent(exchange)}</p>`}
        <${Course} course=${exchange.course} />
      <//>
      <${Packet} exchange=${exchange} bytes=${bytes} />
    </div>`;
}

/** The members that the verdict needs, from the whole exchange. */
function summaryOf(exchange) {
  const rows = exchange.rows ?? [];
  const failed = rows.filter(row => row.outcome && row.outcome !== 'processed').length;
  const state = exchange.unreadable ? (exchange.raw?.request ? 'unreadable' : 'empty') : exchange.refused ? 'refused' : failed ? 'rejected' : 'ok';
  return { state, values: rows.length, failed, warnings: exchange.warnings?.length ?? 0, faults: exchange.faults };
}
