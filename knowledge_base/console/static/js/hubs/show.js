// Where one hub is.

import { makeMap, part, pin } from './map.js';

const map = makeMap();
if (map) {
  const at = part().dataset.at.split(',').map(Number);
  pin(at, part().dataset.pin, { keyboard: false }).addTo(map);
  map.setView(at, 9, { animate: false });
}
