// The stream of events. The page has one, and none while it has been hidden for a minute: browsers
// open at most six connections to a server.
import { changed } from '/core/changes.js';
import { get, Problem } from '/core/api.js';

const LONGEST_RETRY = 10;
const HIDDEN_LIMIT = 60_000;

export const live = {
  state: 'connecting', // live, lost, or locked if the server wants a token
  since: null, // when the connection was lost
  retryAt: 0,
  paused: null, // when the page was paused
  waiting: 0, // exchanges since then
  restarted: false,
  status: null,
  perSecond: 0,
};

const listeners = { news: [], reset: [], begin: [] };
/** news: something was recorded; reset: all is gone; begin: connected to a server, known or new. */
export const on = (name, action) => listeners[name].push(action);
const tell = (name, detail) => listeners[name].forEach(action => action(detail));

let stream = null;
let last = 0;
let failures = 0;
let timer = 0;
let hidden = 0;
let isReading = false; // whether the clock waits for the state of the server
let isBehind = false; // whether the server was reset while the page was paused
let resets = 0; // a state that was asked for before a reset is not shown after it

/** Asks for the state of the server, then opens the stream. */
async function connect() {
  clearTimeout(timer);
  try {
    await readStatus();
    open();
  } catch (failure) {
    if (failure instanceof Problem && failure.status === 401) lock();
    else retry();
  }
}

async function readStatus() {
  const before = resets;
  const status = await get('status');
  if (resets !== before) return readStatus();
  const isOther = live.status !== null && live.status.instance !== status.instance;
  live.status = status;
  if (isOther) {
    live.restarted = true;
    last = 0;
    tell('reset');
  }
  return isOther;
}

function open() {
  stream?.close();
  const after = last || live.status.journal.newest;
  stream = new EventSource(`/api/v1/events?summary=true&after=${after}`);
  stream.onopen = () => {
    failures = 0;
    Object.assign(live, { state: 'live', since: null });
    tell('begin');
    changed();
  };
  stream.onerror = retry;
  stream.addEventListener('summary', event => {
    last = Number(event.lastEventId);
    count(JSON.parse(event.data));
  });
  stream.addEventListener('reset', () => {
    live.waiting = 0;
    if (live.paused) isBehind = true;
    else reset();
    changed();
  });
}

/** Nothing is left of what the last known state speaks of. */
function reset() {
  isBehind = false;
  resets++;
  Object.assign(live.status.journal, { exchanges: 0, oldest: 0, newest: 0 });
  tell('reset');
}

const recent = [];

function count(sums) {
  const now = performance.now();
  recent.push({ now, values: sums.values + sums.rejected });
  while (recent.length && recent[0].now < now - 5000) recent.shift();
  if (live.paused) {
    live.waiting += sums.exchanges;
    changed();
  } else {
    tell('news', sums);
  }
}

/** Returns the values in a second, as the mean of five seconds. */
export function rate() {
  const now = performance.now();
  const values = recent.filter(sum => sum.now > now - 5000).reduce((all, sum) => all + sum.values, 0);
  return Math.round(values / 5);
}

function retry() {
  stream?.close();
  stream = null;
  failures++;
  const seconds = Math.min(LONGEST_RETRY, 2 ** (failures - 1));
  Object.assign(live, {
    state: 'lost', since: live.since ?? new Date(), retryAt: Date.now() + seconds * 1000 });
  timer = setTimeout(connect, seconds * 1000);
  changed();
}

function lock() {
  live.state = 'locked';
  changed();
}

export const connectNow = connect;

export function pause(on = !live.paused) {
  live.paused = on ? new Date() : null;
  live.waiting = 0;
  if (!on) {
    if (isBehind) reset();
    tell('begin');
    tell('news', { exchanges: 0, values: 0, rejected: 0 });
    tick();
  }
  changed();
}

function watchVisibility() {
  clearTimeout(hidden);
  if (document.hidden) {
    hidden = setTimeout(() => {
      stream?.close();
      stream = null;
    }, HIDDEN_LIMIT);
  } else if (!stream && live.state === 'live') {
    connect();
  }
}

/** The clock of the page: ages grow, and the numbers of the server are read again. */
function tick() {
  if (document.hidden || live.state !== 'live' || live.paused || isReading) {
    changed();
    return;
  }
  isReading = true;
  readStatus().then(isOther => isOther && connect(), () => {}).finally(() => {
    isReading = false;
    changed();
  });
}

export function startLive() {
  document.addEventListener('visibilitychange', watchVisibility);
  setInterval(tick, 1000);
  connect();
}
