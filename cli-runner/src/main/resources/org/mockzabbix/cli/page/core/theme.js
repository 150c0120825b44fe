// Light, dark, or as the system says.
import { changed } from '/core/changes.js';

const ORDER = ['', 'light', 'dark'];
const KEY = 'mock-zabbix-theme';

export const theme = () => document.documentElement.dataset.theme ?? '';

export function nextTheme() {
  const next = ORDER[(ORDER.indexOf(theme()) + 1) % ORDER.length];
  if (next) {
    document.documentElement.dataset.theme = next;
    localStorage.setItem(KEY, next);
  } else {
    delete document.documentElement.dataset.theme;
    localStorage.removeItem(KEY);
  }
  changed();
  return next || 'as the system';
}
