// The map above the list: all open hubs, and those of this page of the list whatever their state.

import { clusters } from './clusters.js';
import { failed, get, makeMap, part } from './map.js';

const fold = document.querySelector('[data-map-fold]');
if (fold && matchMedia('(max-width: 44rem)').matches) fold.open = false;

async function start() {
  const map = makeMap();
  if (!map) return;
  const rows = [...document.querySelectorAll('[data-point]')].map((row) => {
    const [latitude, longitude] = row.dataset.point.split(',').map(Number);
    return [row.dataset.id, row.dataset.title, latitude, longitude];
  });
  const chosen = new Set(rows.map(([id]) => id));
  const show = (id) => { location.href = part().dataset.show.replace('ID', encodeURIComponent(id)); };
  try {
    const open = await get(part().dataset.points);
    const points = [...open.filter(([id]) => !chosen.has(id)), ...rows];
    clusters(map, points, { chosen, show, words: part().dataset.count });
  } catch {
    failed();
  }
  if (rows.length && new URLSearchParams(location.search).size) {
    map.fitBounds(L.latLngBounds(rows.map((row) => row.slice(2))).pad(0.2), { maxZoom: 12, animate: false });
  }
}

// A map in a closed fold has no size: it is made when it is opened.
if (fold?.open) start();
else fold?.addEventListener('toggle', () => fold.open && !part().dataset.made && (part().dataset.made = 'yes') && start());
