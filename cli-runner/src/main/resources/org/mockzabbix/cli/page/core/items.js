// The latest value of each item, in the order of the first value. Only what has changed is fetched.
import { get } from '/core/api.js';
import { live, on } from '/core/live.js';
import { Resource } from '/core/resource.js';

let known = { byId: new Map(), after: 0 }; // a reset replaces it: a response may be older

export const idOf = ({ host, key }) => `${host}\n${key}`;

export const items = new Resource(async () => {
  const own = known;
  const reply = await get('values/latest', { after: own.after || '' });
  const to = Date.parse(reply.to);
  for (const item of reply.items) {
    own.byId.set(idOf(item), {
      ...item, to, bucketSeconds: reply.bucketSeconds,
      text: `${item.host}\n${item.key}\n${item.value}`.toLowerCase(),
    });
  }
  own.after = reply.after;
  return snapshot();
});

/** The items, and a number that differs after each change of them. */
const snapshot = () => ({ all: known.byId, version: (items.data?.version ?? 0) + 1 });

export const itemOf = id => known.byId.get(id);

/** Returns what is special about an item, in the words of the filter. */
export const stateOf = item =>
  (item.state === 'notSupported' ? 'not supported' : item.notStored ? 'not stored' : '');

const refresh = () => live.paused || items.refresh();
on('begin', refresh);
on('news', refresh);
on('reset', () => {
  known = { byId: new Map(), after: 0 };
  items.data = snapshot();
  items.refresh();
});
