// The places that a plan must have, must leave out or counts on already, on the map and for the form.

import { el } from './dom.js';
import { badge } from './symbols.js';

const SIGNS = { must: '+', not: '×', has: '=' };

export function marks(map, { onPlace, onChange }) {
  const group = L.layerGroup().addTo(map);
  const kept = new Map();

  function draw() {
    group.clearLayers();
    for (const place of kept.values()) {
      const node = el('div', { class: `mark ${place.mark}` }, SIGNS[place.mark]);
      const marker = badge([place.latitude, place.longitude], node, { zIndexOffset: 900 });
      group.addLayer(marker.bindTooltip(() => el('span', {}, place.name)).on('click', () => onPlace(place.id)));
    }
    onChange();
  }

  return {
    of: (id) => kept.get(id)?.mark ?? null,
    all: (mark) => [...kept.values()].filter((place) => place.mark === mark),
    set(place, mark) {
      if (mark === null || kept.get(place.id)?.mark === mark) kept.delete(place.id);
      else kept.set(place.id, { id: place.id, name: place.name, latitude: place.latitude, longitude: place.longitude, mark });
      draw();
    },
    clear() {
      kept.clear();
      draw();
    },
  };
}
