// What became of an exchange, in one word and one shape. An ordered fault is not an error.
const STATES = {
  ok: ['ok', 'answered'],
  rejected: ['failed', 'rejected'],
  refused: ['failed', 'refused'],
  unreadable: ['unreadable', 'unreadable'],
  empty: ['empty', 'empty'],
};

export function verdict({ state, values, failed, warnings, faults, reason }) {
  if (faults?.length) return ['fault', 'fault'];
  if (state === 'rejected' && values > failed) return ['failed', `${failed} of ${values} failed`];
  if (state === 'ok' && warnings > 0) return ['warning', 'warning'];
  if (state === 'ok' && values > 0) return ['ok', 'processed'];
  return STATES[state] ?? ['waiting', state ?? ''];
}
