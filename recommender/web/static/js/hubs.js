// The hubs that there are, and how far each reaches.

import { get } from './api.js';
import { HUB } from './colours.js';
import { el } from './dom.js';
import { square } from './symbols.js';

export function hubs(map) {
  const marks = L.layerGroup().addTo(map);
  const size = () => Math.min(Math.max((map.getZoom() - 2) * 0.72, 2.2), 6);
  const reach = L.layerGroup();
  let found = [];
  let radiusKm = 5;

  function drawReach() {
    reach.clearLayers();
    for (const hub of found) {
      reach.addLayer(L.circle([hub.latitude, hub.longitude], {
        radius: radiusKm * 1000,
        interactive: false,
        weight: 1,
        color: HUB,
        opacity: 0.5,
        fillColor: HUB,
        fillOpacity: 0.12,
      }));
    }
    map.fire('layerdrawn');
  }

  function mark(hub) {
    const where = [hub.district, hub.province, hub.department].filter(Boolean).join(', ');
    return square([hub.latitude, hub.longitude], {
      radius: size(), weight: 1, color: '#fff', fillColor: HUB, fillOpacity: 1, bubblingMouseEvents: false,
    }).bindTooltip(() => el('div', {}, el('strong', {}, hub.name), where));
  }

  async function load() {
    const answer = await get('/v1/map/hubs');
    found = answer.hubs;
    marks.clearLayers();
    found.forEach((hub) => marks.addLayer(mark(hub)));
    drawReach();
    return answer;
  }

  map.on('zoomend', () => marks.eachLayer((layer) => layer.setRadius(size())));
  map.attributionControl.addAttribution('Hubs: © <a href="https://www.openstreetmap.org/copyright">OpenStreetMap</a>');

  return {
    load,
    show: (wanted) => (wanted ? marks.addTo(map) : marks.remove()),
    showReach: (wanted) => (wanted ? reach.addTo(map) : reach.remove()),
    radius(km) {
      if (km === radiusKm) return;
      radiusKm = km;
      drawReach();
    },
    raise: () => marks.eachLayer((layer) => layer.bringToFront()),
  };
}
