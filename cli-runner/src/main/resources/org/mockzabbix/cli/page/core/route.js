// The state of the page is its URL, for example #/exchanges?host=web01&sel=7: reload, back and
// sending a link work.
import { changed } from '/core/changes.js';

export const VIEWS = [
  { id: 'values', name: 'Values', search: 'Host, key or value' },
  { id: 'exchanges', name: 'Exchanges', search: 'Text, or bytes: 0x5a425844' },
  { id: 'problems', name: 'Problems', search: 'Host, key or cause' },
  { id: 'rules', name: 'Rules and faults', search: 'Request, host, key or fault' },
  { id: 'hosts', name: 'Hosts and agents', search: 'Host, key or proxy' },
  { id: 'expectations', name: 'Expectations', search: 'Host or key' },
];

/** The filters of each view: the names of the parameters, and what they may be. */
export const FILTERS = {
  values: ['host', 'key', 'state'],
  exchanges: ['host', 'key', 'kind', 'verdict'],
  problems: ['host', 'key', 'kind'],
  rules: [],
  hosts: ['host'],
  expectations: [],
};

/** The parameters that stay when the view changes. */
const KEPT = ['host', 'q'];

/** Browsers ignore or refuse more than 100 changes of the address in 30 seconds. */
const GAP = 350;

function read(address) {
  const [path, query] = address.replace(/^#\/?/, '').split('?');
  const view = VIEWS.find(known => known.id === path) ?? VIEWS[0];
  return { address, view, params: new URLSearchParams(query ?? '') };
}

let current = read(location.hash);
let written = location.hash; // while somebody types, the address is a moment behind
let timer = 0;
let next = 0;

export const view = () => current.view;
export const param = name => current.params.get(name) ?? '';

/** Returns the address of a view with parameters; empty ones are left out. */
export function link(id, params = {}) {
  const query = new URLSearchParams(Object.entries(params).filter(([, value]) => value !== ''));
  return `#/${id}${query.size ? `?${query}` : ''}`;
}

/** Returns the address of a view that keeps the search and the host. */
export function viewLink(id) {
  return link(id, Object.fromEntries(KEPT.map(name => [name, param(name)])));
}

/** Changes parameters. Typing and moving replace the entry of the history; the rest adds one. */
export function set(changes, { replace = true } = {}) {
  const params = { ...Object.fromEntries(current.params), ...changes };
  const address = link(current.view.id, params);
  if (address === current.address) return;
  if (!replace) {
    go(address);
    return;
  }
  show(address);
  timer ||= setTimeout(write, Math.max(0, next - performance.now()));
}

export function go(address) {
  write();
  if (address !== location.hash) history.pushState(null, '', address);
  written = location.hash;
  show(address);
}

/** Writes the address of what is shown, unless somebody has gone elsewhere meanwhile. */
function write() {
  clearTimeout(timer);
  timer = 0;
  if (location.hash !== written) return;
  if (current.address !== written) history.replaceState(null, '', current.address);
  written = location.hash;
  next = performance.now() + GAP;
}

export const clearFilters = () =>
  set({ q: '', ...Object.fromEntries(FILTERS[current.view.id].map(name => [name, ''])) });

/** Returns the filters that are set, as pairs of name and value. */
export const chips = () =>
  FILTERS[current.view.id].filter(name => param(name)).map(name => [name, param(name)]);

function show(address) {
  current = read(address);
  changed();
}

function follow() {
  clearTimeout(timer);
  timer = 0;
  written = location.hash;
  show(written);
}

export function startRoute() {
  addEventListener('hashchange', follow);
  addEventListener('popstate', follow);
}
