// The list of exchanges, newest first. Only what is in view is fetched from the server.
import { get } from '/core/api.js';
import { changed } from '/core/changes.js';
import { live, on } from '/core/live.js';
import { Resource } from '/core/resource.js';

const PAGE = 100;
const MOST_KEPT = 5000;
const TYPING_PAUSE = 120; // the server does not search for each letter

const fetchPage = params => get('exchanges', { summary: true, limit: PAGE, ...params });

/** All exchanges: their numbers follow each other, so the place of each one is known. */
class AllExchanges {
  known = new Map();
  newest = 0; // in the list; it is known, so that no row is empty while exchanges come in
  latest = 0; // on the server
  wanted = [0, 30]; // places
  inView = [0, 0]; // numbers

  constructor() {
    this.news({});
  }

  /** Whether the list has begun: it then has all exchanges, fetched or not. */
  get isComplete() {
    return this.newest > 0 || this.latest === 0;
  }

  get oldest() {
    return live.status?.journal.oldest || 1;
  }

  get count() {
    return this.newest ? Math.max(0, this.newest - this.oldest + 1) : 0;
  }

  /** Returns the rows as they are now: the list may change before they are drawn again. */
  rows() {
    const { newest, count, known } = this;
    return {
      count,
      keyAt: index => String(newest - index),
      at: index => known.get(newest - index),
      indexOf: key => {
        const index = newest - Number(key);
        return index >= 0 && index < count ? index : -1;
      },
    };
  }

  show(first, last) {
    this.wanted = [first, last];
    this.inView = [this.newest - last, this.newest - first];
    this.news({}); // the state of the server may be newer than the last event
    if (this.missing() !== null) this.pages.refresh();
  }

  /** Returns the first number in view that is not known. */
  missing() {
    for (let index = this.wanted[0]; index <= this.wanted[1] && index < this.count; index++) {
      if (!this.known.has(this.newest - index)) return this.newest - index;
    }
    return null;
  }

  pages = new Resource(async () => {
    const { latest } = this;
    const id = latest > this.newest ? latest : this.missing();
    if (id === null) return true;
    const { exchanges } = await fetchPage({ before: id + 1 });
    exchanges.forEach(exchange => this.known.set(exchange.id, exchange));
    this.newest = latest;
    for (let gap = id; gap > id - PAGE && gap > (exchanges[0]?.id ?? 0); gap--) {
      if (!this.known.has(gap)) this.known.set(gap, null); // evicted meanwhile
    }
    if (this.known.size > MOST_KEPT) this.forget();
    if (this.missing() !== null) this.pages.refresh();
    return true;
  }, 100);

  /** Forgets what was fetched first, except what is in view. */
  forget() {
    const surplus = this.known.size - MOST_KEPT / 2;
    const [from, to] = this.inView;
    [...this.known.keys()].slice(0, surplus).filter(id => id < from || id > to).forEach(id => this.known.delete(id));
  }

  news({ to }) {
    this.latest = Math.max(this.latest, to ?? live.status.journal.newest);
    if (this.latest > this.newest) this.pages.refresh();
  }
}

/** The exchanges that filters select: the server finds them, page by page. */
class FoundExchanges {
  list = [];
  isComplete = false;
  isBehind = false; // whether something came while the first page was on its way
  last = 0;

  constructor(params) {
    this.params = params;
    this.older.refresh();
  }

  get count() {
    return this.list.length;
  }

  rows() {
    const { list } = this;
    return {
      count: list.length,
      keyAt: index => String(list[index].id),
      at: index => list[index],
      indexOf: key => list.findIndex(exchange => String(exchange.id) === key),
    };
  }

  show(first, last) {
    if (last >= this.count - PAGE / 2 && !this.isComplete) this.older.refresh();
  }

  older = new Resource(async () => {
    if (this !== list) return null; // somebody has typed more
    if (this.isComplete) return true;
    const { exchanges, before } = await fetchPage({ ...this.params, before: this.before });
    this.list = this.list.concat(exchanges.reverse());
    this.last = Math.max(this.last, this.list[0]?.id ?? 0);
    this.isComplete = exchanges.length === 0;
    this.before = before ?? this.before;
    if (this.isBehind) this.newer.refresh();
    this.isBehind = false;
    return true;
  }, 100, TYPING_PAUSE);

  newer = new Resource(async () => {
    const { exchanges } = await fetchPage({ ...this.params, after: this.last });
    const fresh = exchanges.reverse().filter(exchange => exchange.id > this.last);
    if (fresh.length) {
      this.list = fresh.concat(this.list);
      this.last = fresh[0].id;
      if (fresh.length === PAGE) this.newer.refresh();
    }
    return true;
  }, 300);

  news() {
    if (this.older.data) this.newer.refresh();
    else this.isBehind = true;
  }
}

let list = null;
let shownFilters = '';

/** Returns the list for the filters: host, key, request, state, search. */
export function exchangesOf(filters) {
  const text = JSON.stringify(filters);
  if (list === null || text !== shownFilters) {
    shownFilters = text;
    const isFiltered = Object.values(filters).some(value => value !== '');
    list = isFiltered ? new FoundExchanges(filters) : new AllExchanges();
  }
  return list;
}

on('begin', () => {
  list?.news({});
  changed();
});
on('news', sums => {
  list?.news(sums);
  changed();
});
on('reset', () => {
  list = null;
  changed();
});
