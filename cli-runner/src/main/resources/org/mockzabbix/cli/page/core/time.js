// Times and numbers as people read them.
const THIN_SPACE = '\u2009';

export const number = value =>
  String(value).replace(/\B(?=(\d{3})+(?!\d))/g, THIN_SPACE);

export const plural = (count, word) => `${number(count)} ${word}${count === 1 ? '' : 's'}`;

/** Returns the time between a moment and now, in one unit. */
export function age(time) {
  const seconds = Math.max(0, Math.round((Date.now() - Date.parse(time)) / 1000));
  return duration(seconds);
}

export function duration(seconds) {
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86_400)} d`;
}

/** Returns a time in milliseconds: with one decimal if it is short. */
export const milliseconds = seconds =>
  (seconds < 0.01 ? (seconds * 1000).toFixed(1) : number(Math.round(seconds * 1000)));

const two = value => String(value).padStart(2, '0');

/** Returns the local time of day with milliseconds. */
export function clock(time, milliseconds = true) {
  const date = new Date(time);
  const seconds = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
  return milliseconds ? `${seconds}.${String(date.getMilliseconds()).padStart(3, '0')}` : seconds;
}

export function bytes(count) {
  if (count < 1024) return `${count} B`;
  if (count < 1 << 20) return `${(count / 1024).toFixed(1)} KiB`;
  return `${(count / (1 << 20)).toFixed(1)} MiB`;
}
