// Single keys, while no field has the focus and no dialog is open.
import { activeGrid } from '/parts/grid.js';
import { openDialog, openedDialog } from '/core/dialog.js';
import { focusView } from '/core/focus.js';
import { changeTheme, download } from '/core/actions.js';
import { clearFilters, go, param, set, view, viewLink, VIEWS } from '/core/route.js';
import { pause } from '/core/live.js';
import { problems } from '/core/lists.js';

const OFF = 'mock-zabbix-keys-off';

export const areKeysOn = () => localStorage.getItem(OFF) === null;
export const setKeysOn = on => (on ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, ''));

/** Presses a button of the details, if they have it. */
const press = id => () => document.getElementById(id)?.click();

const move = step => () => activeGrid?.move(typeof step === 'function' ? step() : step);
const page = sign => () => sign * (activeGrid?.page() ?? 0);

function toDetails() {
  if (document.activeElement?.dataset.key && !param('sel')) document.activeElement.click();
  requestAnimationFrame(() => document.querySelector('.panel')?.focus());
}

function close() {
  const key = param('sel');
  set({ sel: '' });
  requestAnimationFrame(() => {
    const row = [...document.querySelectorAll('[data-key]')].find(other => other.dataset.key === key);
    if (row) row.focus();
    else focusView();
  });
}

function moveProblem(step) {
  const { length } = problems.data ?? [];
  if (!length) return;
  if (view().id !== 'problems') go(viewLink('problems'));
  requestAnimationFrame(() => activeGrid?.move(step));
}

const KEYS = {
  '/': () => document.getElementById('search').focus(),
  '?': () => openDialog('help'),
  f: press('add-filter'), x: clearFilters,
  j: move(1), k: move(-1), ArrowDown: move(1), ArrowUp: move(-1),
  Home: move(-Infinity), End: move(Infinity), PageDown: move(page(1)), PageUp: move(page(-1)),
  Enter: toDetails, Escape: close,
  n: () => moveProblem(1), N: () => moveProblem(-1),
  p: () => pause(), a: press('copy-assertion'), c: press('copy-vector'), r: press('make-rule'),
  s: () => openDialog('send'), d: download, t: changeTheme, R: () => openDialog('reset'),
};

/** Keys that work although single keys are off. */
const ALWAYS = ['ArrowDown', 'ArrowUp', 'Home', 'End', 'PageDown', 'PageUp', 'Enter', 'Escape'];

/** Leaves a field: single keys work again, and the tab key goes on from here. */
function leave(field) {
  const panel = field.closest('.panel');
  if (panel) panel.focus({ preventScroll: true });
  else focusView();
}

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || openedDialog()) return;
  if (event.target.matches('input, select, textarea')) {
    if (event.key === 'Escape') leave(event.target);
    return;
  }
  const isButton = event.target.matches('button, a, summary');
  if (isButton && event.key === 'Enter') return;
  const inPanel = event.target.closest('.panel') && event.key !== 'Escape';
  if (inPanel && ALWAYS.includes(event.key)) return;
  if (!areKeysOn() && !ALWAYS.includes(event.key)) return;
  const tab = /^[1-6]$/.test(event.key) ? VIEWS[event.key - 1] : null;
  const action = tab ? () => go(viewLink(tab.id)) : KEYS[event.key];
  if (!action) return;
  event.preventDefault();
  action();
}

export const startKeys = () => addEventListener('keydown', pressed);
