// A plot over time. The curve has a gap where the item was not supported.
import { html, useEffect, useRef } from '/lib/htm-preact.js';
import uPlot from '/lib/uplot.js';
import { clock } from '/core/time.js';

const HEIGHT = 160;

const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Times as exactly as neighbours differ. */
const timesOfDay = seconds => {
  const isShort = seconds.length > 1 && seconds[1] - seconds[0] < 1;
  return seconds.map(second => clock(second * 1000, isShort));
};

function options(width) {
  const axis = {
    stroke: colour('--ink-3'), font: '11px Inter, system-ui, sans-serif',
    grid: { stroke: colour('--line'), width: 1 }, ticks: { show: false },
  };
  return {
    width, height: HEIGHT, legend: { show: false }, cursor: { y: false, drag: { x: false, y: false } },
    axes: [{ ...axis, size: 30, space: 80, grid: { show: false }, values: (_, times) => timesOfDay(times) }, { ...axis, size: 56, space: 28 }],
    series: [{}, {
      stroke: colour('--accent'), width: 1.5, points: { size: 5, stroke: colour('--accent'), fill: colour('--bg') },
    }],
  };
}

/** @param points pairs of a time in milliseconds and a number, or null for a gap */
export function Plot({ points, label, theme }) {
  const box = useRef(null);
  const plot = useRef(null);
  const data = [points.map(([time]) => time / 1000), points.map(([, value]) => value)];

  useEffect(() => {
    const chart = new uPlot(options(box.current.clientWidth), data, box.current);
    plot.current = chart;
    const observer = new ResizeObserver(([entry]) =>
      chart.setSize({ width: entry.contentRect.width, height: HEIGHT }));
    observer.observe(box.current);
    return () => {
      observer.disconnect();
      chart.destroy();
    };
  }, [theme]);
  useEffect(() => plot.current.setData(data));
  return html`<div class="plot" role="img" aria-label=${label} ref=${box} />`;
}
