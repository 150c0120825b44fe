// The rule that the form is about to add.
import { changed } from '/core/changes.js';
import { go, link } from '/core/route.js';

export const draft = { agent: '', when: {}, version: 0 };

/** Opens the form with the request of an exchange. */
export function startRule(exchange) {
  const [row] = exchange.rows ?? [];
  const isOfAgent = exchange.port === 'agent';
  const when = {
    request: exchange.request ?? 'unreadable',
    ...(!isOfAgent && (exchange.host ?? row?.host) && { host: exchange.host ?? row.host }),
    ...(row?.key && { key: row.key }),
  };
  Object.assign(draft, { agent: isOfAgent ? exchange.host : '', when, version: draft.version + 1 });
  go(link('rules', { sel: 'new' }));
}

export function newRule() {
  Object.assign(draft, { agent: '', when: {}, version: draft.version + 1 });
  go(link('rules', { sel: 'new' }));
  changed();
}
