// The values of the last minutes in one line of a list: a curve for numbers, ticks for text.
import { html } from '/lib/htm-preact.js';
import { plural } from '/core/time.js';

const WIDTH = 96;
const HEIGHT = 18;

/** @param item has buckets that end at the time `to`; they move left as time passes */
export function Spark({ item }) {
  if (!item.buckets) return null;
  const points = positions(item);
  const numbers = points.filter(point => point.last !== undefined);
  const label = describe(points, numbers);
  return html`
    <svg class="spark" viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label=${label}>
      ${numbers.length ? curve(numbers) : points.map(point =>
        html`<line x1=${point.x} x2=${point.x} y1="5" y2="14" />`)}
    </svg>`;
}

function positions({ buckets, to, bucketSeconds }) {
  const passed = Math.max(0, (Date.now() - to) / 1000 / bucketSeconds);
  const width = (WIDTH - 4) / buckets.length;
  return buckets
    .map((bucket, index) => bucket && { ...bucket, x: (index + 1 - passed) * width })
    .filter(point => point && point.x >= 0);
}

function curve(points) {
  const low = Math.min(...points.map(point => point.last));
  const high = Math.max(...points.map(point => point.last));
  const y = value => (high === low ? HEIGHT / 2 : 16 - ((value - low) / (high - low)) * 14);
  const path = points.map((point, index) =>
    `${index ? 'L' : 'M'}${point.x.toFixed(1)} ${y(point.last).toFixed(1)}`).join('');
  const end = points[points.length - 1];
  return [html`<path d=${path} />`, html`<circle cx=${end.x} cy=${y(end.last)} r="1.8" />`];
}

function describe(points, numbers) {
  const count = points.reduce((sum, point) => sum + point.count, 0);
  if (!numbers.length) return plural(count, 'value');
  const low = Math.min(...numbers.map(point => point.min));
  const high = Math.max(...numbers.map(point => point.max));
  return `${plural(count, 'value')} from ${low} to ${high}`;
}
