// Mock agents with their keys, proxies, and hosts with their items.
import { html, useState } from '/lib/htm-preact.js';
import { link, param, set } from '/core/route.js';
import { agents, hosts, proxies } from '/core/lists.js';
import { items } from '/core/items.js';
import { live } from '/core/live.js';
import { post } from '/core/api.js';
import { matches } from '/core/match.js';
import { age, number } from '/core/time.js';
import { note } from '/parts/say.js';
import { Refusal, Switch } from '/parts/buttons.js';
import { State } from '/parts/icons.js';
import { Key, Wire } from '/parts/text.js';
import { openDialog } from '/core/dialog.js';

const MORE = 500;

const hasWords = (...texts) => {
  const words = param('q').toLowerCase();
  return !words || texts.join('\n').toLowerCase().includes(words);
};
const isShown = host => !param('host') || matches(param('host'), host);

const text = script => (script === undefined ? '' : typeof script === 'string' ? script : JSON.stringify(script));

async function act(action, done) {
  try {
    await action();
    note(done);
  } catch (failure) {
    note(failure.message);
  }
  agents.refresh();
}

const accept = agent => on =>
  act(() => post('connections', { accept: on, ...(agent && { agent }) }), on ? 'Connections: accepted' : 'Connections: refused');

const poll = (host, key) => act(() => post('poll', { host, key }), `${key}: polled`);

/** The server asks all passive items that are due, or all keys if there is no schedule. */
export const pollNow = () => act(() => post('poll', {}), 'Due items: polled');

const Table = ({ label, columns, children }) => html`
  <div class="table-scroll" tabindex="0" role="region" aria-label=${label}><table class="table wide-table">
    <thead><tr>${columns.map(([name, cls]) => html`<th scope="col" class=${cls}>${name}</th>`)}</tr></thead>
    <tbody>${children}</tbody></table></div>`;

const Heading = ({ title, sub, children }) => html`
  <div class="heading"><h2>${title}</h2><p>${sub}</p><span class="grow" />${children}</div>`;

/** The first rows of a long list, and a button for more. */
function Some({ list, row, columns }) {
  const [most, setMost] = useState(MORE);
  const left = list.length - most;
  return html`${list.slice(0, most).map(row)}
    ${left > 0 && html`<tr><td colspan=${columns}><button class="button small" type="button" onClick=${() => setMost(most + MORE)}>
      ${`Show ${number(Math.min(left, MORE))} more of ${number(left)}`}</button></td></tr>`}`;
}

const KeyRow = ({ agent, entry }) => html`
  <tr>
    <td class="mono"><${Key} text=${entry.key} /></td>
    <td class="mono">${entry.state ? html`<${State} icon="banned">not supported<//>` : html`<${Wire} text=${text(entry.script)} max=${120} />`}</td>
    <td class="right">${entry.requests ? number(entry.requests) : html`<span class="warn">never</span>`}</td>
    <td class="mono dim">${entry.lastPeer ?? ''}</td>
    <td class="right dim">${entry.lastRequest ? html`<a href=${link('exchanges', { sel: entry.exchange })}>${age(entry.lastRequest)}</a>` : ''}</td>
    <td class="right nowrap">
      <button class="button small" type="button" aria-label=${`Change ${entry.key}`} onClick=${() => openDialog('key', { agent: agent.host, key: entry.key, script: entry.script })}>Change</button>
      ${!entry.key.includes('*') && html` <button class="button small" type="button" aria-label=${`Poll ${entry.key} now`} onClick=${() => poll(agent.host, entry.key)}>Poll</button>`}
    </td>
  </tr>`;

function Agents() {
  const shown = (agents.data ?? []).filter(agent => isShown(agent.host) && hasWords(agent.host, ...agent.keys.map(entry => entry.key)));
  if (!shown.length) return html`<p class="empty-note">No mock agent.</p>`;
  return shown.map(agent => html`
    <section class="block" key=${agent.host}>
      <h3><${Wire} text=${agent.host} max=${100} /> <code class="dim">${agent.address}</code>
        <span class="dim">${`${agent.variant}, dialect ${agent.dialect}`}</span><span class="grow" />
        <label class="inline">accepts connections <${Switch} on=${agent.acceptsConnections} label=${`${agent.host} accepts connections`} onChange=${accept(agent.host)} /></label>
        <button class="button small" type="button" onClick=${() => openDialog('key', { agent: agent.host })}>Add a key</button></h3>
      <${Table} label=${`Keys of ${agent.host}`} columns=${[['Key'], ['Response'], ['Asked', 'right'], ['Last asked by'], ['Ago', 'right'], [html`<span class="hidden">Actions</span>`]]}>
        <${Some} list=${agent.keys} row=${entry => html`<${KeyRow} key=${entry.key} agent=${agent} entry=${entry} />`} columns=${6} /><//>
    </section>`);
}

/** What a server does with the version of a proxy, unless it accepts it. */
const COMPATIBILITY = { outdated: 'outdated: only its values are accepted', unsupported: 'not supported' };

const Proxies = () => html`
  <${Table} label="Proxies" columns=${[['Proxy'], ['Mode'], ['Version'], ['Last contact', 'right'], ['Monitors']]}>
    ${(proxies.data ?? []).filter(proxy => hasWords(proxy.name, ...proxy.hosts)).map(proxy => html`
      <tr key=${proxy.name}><td><b><${Wire} text=${proxy.name} /></b></td>
        <td>${proxy.mode}</td><td>${proxy.version ?? ''}${COMPATIBILITY[proxy.compatibility] && html` <${State} icon="warning">${COMPATIBILITY[proxy.compatibility]}<//>`}</td>
        <td class="right dim">${proxy.lastAccess ? age(proxy.lastAccess) : html`<span class="warn">never</span>`}</td><td>${proxy.hosts.map((host, index) => [index ? ', ' : '', html`<${Wire} text=${host} />`])}</td></tr>`)}<//>`;

/** What arrived for each host. */
function arrivals() {
  const byHost = new Map();
  for (const item of items.data?.all.values() ?? []) {
    const known = byHost.get(item.host) ?? { values: 0, items: 0, last: item.time };
    byHost.set(item.host, { values: known.values + item.count, items: known.items + 1, last: item.time > known.last ? item.time : known.last });
  }
  return byHost;
}

const itemsOf = host => {
  const counts = new Map();
  (host.items ?? []).forEach(item => counts.set(item.type, (counts.get(item.type) ?? 0) + 1));
  return [...counts].map(([type, count]) => `${number(count)} ${type}`).join(', ') || 'no items';
};

const isPolled = host => (host.items ?? []).some(item => item.type === 'passive');

function HostRow({ host, arrived }) {
  const [isOpen, setOpen] = useState(false);
  const name = host.host;
  return html`
    <tr><td><b><button class="link" type="button" onClick=${() => set({ host: name })}><${Wire} text=${name} max=${100} /></button></b></td>
      <td>${host.isUnknown ? html`<${State} icon="warning">not configured<//>` : itemsOf(host)}
        ${host.items?.length > 0 && html` <button class="button small" type="button" aria-expanded=${String(isOpen)} aria-label=${`Items of ${name}`} onClick=${() => setOpen(!isOpen)}>${isOpen ? 'Hide' : 'Show'}</button>`}</td>
      <td class="dim"><${Wire} text=${[host.status === 'disabled' && 'disabled', host.proxy && `proxy ${host.proxy}`, isPolled(host) && host.agent && `agent ${host.agent}`].filter(Boolean).join(', ')} /></td>
      <td class="right">${number(arrived?.values ?? 0)}</td>
      <td class="right dim">${arrived ? html`<a href=${link('values', { host: name })}>${age(arrived.last)}</a>` : 'never'}</td></tr>
    ${isOpen && html`<${Some} list=${host.items} columns=${5} row=${item => html`
      <tr class="sub" key=${item.key}><td class="mono"><${Key} text=${item.key} /></td><td>${[item.type, item.valueType, item.delay && `every ${item.delay}`].filter(Boolean).join(', ')}</td>
        <td class="dim">${item.status === 'disabled' ? 'disabled' : ''}</td><td /><td /></tr>`} />`}`;
}

function Hosts() {
  const byHost = arrivals();
  const known = new Set((hosts.data ?? []).map(host => host.host));
  const unknown = [...byHost.keys()].filter(host => !known.has(host)).map(host => ({ host, isUnknown: true }));
  const shown = [...(hosts.data ?? []), ...unknown].filter(host => isShown(host.host) && hasWords(host.host, host.proxy ?? '', ...(host.items ?? []).map(item => item.key)));
  return html`
    <${Table} label="Hosts" columns=${[['Host'], ['Items'], ['Monitored by'], ['Values', 'right'], ['Last', 'right']]}>
      <${Some} list=${shown} columns=${5} row=${host => html`<${HostRow} key=${host.host} host=${host} arrived=${byHost.get(host.host)} />`} /><//>`;
}

export function HostsView() {
  return html`
    <div class="scroll">
      <${Refusal} problem=${agents.problem ?? hosts.problem} />
      <${Heading} title="Trapper port" sub="what senders, active agents and proxies connect to">
        <label class="inline">accepts connections <${Switch} on=${live.status.acceptsConnections} label="The trapper port accepts connections"
          onChange=${on => accept()(on).then(() => { live.status.acceptsConnections = on; })} /></label><//>
      <${Heading} title="Mock agents" sub="what they respond to a poller" />
      <${Agents} />
      ${proxies.data?.length > 0 && html`<${Heading} title="Proxies" sub="and the hosts they monitor" /><${Proxies} />`}
      <${Heading} title="Hosts" sub="the configured ones, and those that came unknown" />
      <${Hosts} />
    </div>`;
}
