// The populated places in view: cells of many from afar, each by itself from near.

import { get } from './api.js';
import { needColour, scoreColour, UNSCORED } from './colours.js';
import { el } from './dom.js';
import { count, decimal, t } from './i18n.js';
import { diamond } from './symbols.js';

const STEP_PX = 64;
const CLICK_ZOOM_STEP = 1.5;

export function places(map, { onPlace, onView, onFailure }) {
  const group = L.layerGroup().addTo(map);
  let colourBy = 'score';
  let shown = true;
  let found = {};
  let asked = '';
  let request = null;

  // A box on a coarse grid, so that small moves ask for the same and are answered at once.
  function box() {
    const zoom = Math.max(0, Math.round(map.getZoom()));
    const step = (360 / (256 * 2 ** zoom)) * STEP_PX;
    const bounds = map.getBounds();
    const down = (value) => (Math.floor(value / step) * step).toFixed(4);
    const up = (value) => (Math.ceil(value / step) * step).toFixed(4);
    const clip = (value, most) => Math.min(Math.max(value, -most), most);
    return new URLSearchParams({
      west: clip(down(bounds.getWest()), 180),
      south: clip(down(bounds.getSouth()), 90),
      east: clip(up(bounds.getEast()), 180),
      north: clip(up(bounds.getNorth()), 90),
      zoom,
    }).toString();
  }

  async function load() {
    if (!shown || box() === asked) return;
    const query = box();
    request?.abort();
    request = new AbortController();
    asked = query;
    try {
      found = await get(`/v1/map/places?${query}`, { signal: request.signal });
      if (query === asked) draw();
    } catch (error) {
      if (error.name === 'AbortError') return;
      asked = '';
      onFailure(error);
    }
  }

  function draw() {
    group.clearLayers();
    // The small ones last, so that no large one hides them.
    for (const cell of [...(found.cells ?? [])].sort((a, b) => b.people - a.people)) group.addLayer(cellMark(cell));
    for (const place of found.places ?? []) group.addLayer(placeMark(place));
    onView(found);
    map.fire('layerdrawn');
  }

  function look(item, radius) {
    const unscored = item.score_rank === null && colourBy === 'score';
    const colour = colourBy === 'need' ? needColour(item.need) : scoreColour(item.score_rank);
    return {
      radius,
      weight: unscored ? 1.5 : 0.8,
      color: unscored ? UNSCORED : '#39443f',
      fillColor: unscored ? '#fff' : colour,
      fillOpacity: 0.92,
      bubblingMouseEvents: false,
    };
  }

  const mark = (item, radius) => {
    const at = [item.latitude, item.longitude];
    const urban = item.urban || item.score_rank === null;
    return urban ? diamond(at, look(item, radius)) : L.circleMarker(at, look(item, radius));
  };

  function cellMark(cell) {
    const text = () => [
      t('tip.cell', { places: count(cell.places), people: count(cell.people) }),
      cell.score_rank === null ? t('tip.urban') : t('tip.mean_rank', { rank: Math.round(cell.score_rank) }),
      t('tip.need', { need: decimal(cell.need, 2) }),
    ];
    return mark(cell, 2 + 1.55 * Math.log10(1 + cell.people))
      .bindTooltip(() => el('div', {}, text().map((line) => el('div', {}, line))))
      .on('click', () => map.setView([cell.latitude, cell.longitude], map.getZoom() + CLICK_ZOOM_STEP));
  }

  function placeMark(place) {
    const text = () => [
      t('tip.place', { people: count(place.people) }),
      place.urban ? t('tip.urban') : t('tip.rank', { rank: Math.min(99, Math.round(place.score_rank)) }),
    ];
    return mark(place, 3 + 1.5 * Math.log10(1 + place.people))
      .bindTooltip(() => el('div', {}, el('strong', {}, place.name), text().map((line) => el('div', {}, line))))
      .on('click', () => onPlace(place.id));
  }

  map.on('moveend', load);

  return {
    load,
    inView: () => found,
    colour(by) {
      colourBy = by;
      draw();
    },
    show(wanted) {
      shown = wanted;
      if (wanted) {
        group.addTo(map);
        load();
      } else {
        group.remove();
      }
    },
  };
}
