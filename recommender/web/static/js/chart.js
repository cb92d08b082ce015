// Coverage against the number of hubs, as a small SVG.

import { SITE } from './colours.js';
import { svg } from './dom.js';
import { count, decimal, t } from './i18n.js';

const WIDTH = 360;
const HEIGHT = 190;
const EDGE = { left: 58, right: 14, top: 16, bottom: 34 };
const STEPS = [1, 2, 2.5, 5, 10];

// About four round steps from 0 to at least the highest.
export function scale(highest) {
  const rough = Math.max(highest, 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * STEPS.find((one) => one * power >= rough);
  return Array.from({ length: Math.ceil(Math.max(highest, 1) / step) + 1 }, (_, at) => at * step);
}

// The plan's own curve, or what its sites add up to.
export function curveOf(plan) {
  if (plan.curve?.length) return plan.curve;
  let sum = 0;
  return plan.sites.map((site, at) => ({ k: at + 1, newly_covered_people: (sum += site.newly_reached_people) }));
}

export function chart(plan) {
  const curve = curveOf(plan);
  if (curve.length < 2) return null;
  const rival = plan.comparison?.newly_covered_people;
  const ticks = scale(Math.max(...curve.map((point) => point.newly_covered_people), rival ?? 0));
  const last = curve[curve.length - 1];
  const x = (k) => EDGE.left + ((WIDTH - EDGE.left - EDGE.right) * k) / last.k;
  const y = (people) => HEIGHT - EDGE.bottom - ((HEIGHT - EDGE.top - EDGE.bottom) * people) / ticks[ticks.length - 1];
  const line = [{ k: 0, newly_covered_people: 0 }, ...curve].map((point) => `${x(point.k)},${y(point.newly_covered_people)}`);
  const every = Math.ceil(last.k / 6);
  const below = curve.filter(({ k }) => k === last.k || (k % every === 0 && last.k - k >= every / 2));
  const people = (value) => count(value);
  // An axis of tens of millions has no room for all its zeros.
  const short = (value) => (value >= 1e6 ? t('result.millions', { n: decimal(value / 1e6, 1) }) : people(value));

  return svg('svg', { class: 'chart', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-labelledby': 'chart-title chart-desc' },
    svg('title', { id: 'chart-title' }, t('result.chart')),
    svg('desc', { id: 'chart-desc' }, t('result.chart_desc', { first: people(curve[0].newly_covered_people), last: people(last.newly_covered_people), k: last.k })),
    ticks.map((tick) => [
      svg('line', { x1: EDGE.left, x2: WIDTH - EDGE.right, y1: y(tick), y2: y(tick), stroke: '#dcd9cf' }),
      svg('text', { x: EDGE.left - 6, y: y(tick) + 4, 'text-anchor': 'end' }, short(tick)),
    ]).flat(),
    below.map(({ k }) => svg('text', { x: x(k), y: HEIGHT - EDGE.bottom + 15, 'text-anchor': 'middle' }, k)),
    svg('text', { x: WIDTH - EDGE.right, y: HEIGHT - 4, 'text-anchor': 'end' }, t('result.chart_x')),
    svg('polyline', { points: line.join(' '), fill: 'none', stroke: SITE, 'stroke-width': 2.2 }),
    curve.length <= 60 && curve.map((point) => svg('circle', { cx: x(point.k), cy: y(point.newly_covered_people), r: 3, fill: SITE },
      svg('title', {}, `k = ${point.k}: ${people(point.newly_covered_people)}`))),
    rival !== undefined && rival !== null && [
      svg('path', { d: `M${x(last.k)} ${y(rival) - 5}l5 5-5 5-5-5z`, fill: '#fff', stroke: '#1c2b2a', 'stroke-width': 1.6 }),
      svg('text', { x: x(last.k) - 9, y: y(rival) + 26, 'text-anchor': 'end' }, t('result.chart_compare', { k: last.k })),
    ]);
}
