// Tells people with a screen reader what happened: sums only, and at most every five seconds.
import { on } from '/core/live.js';
import { say } from '/parts/say.js';
import { plural } from '/core/time.js';

const GAP = 5000;
let sums = { values: 0, rejected: 0 };
let timer = 0;

on('news', news => {
  sums = { values: sums.values + news.values, rejected: sums.rejected + news.rejected };
  timer ||= setTimeout(tellSums, GAP);
});

function tellSums() {
  timer = 0;
  const parts = [];
  if (sums.values) parts.push(plural(sums.values, 'value'));
  if (sums.rejected) parts.push(`${sums.rejected} rejected`);
  sums = { values: 0, rejected: 0 };
  if (parts.length) say(parts.join(', '));
}
