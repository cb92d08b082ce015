// Outlines: all departments, and the districts of the one that is looked at.

import { get } from './api.js';
import { NEED_RAMP, needColour } from './colours.js';
import { el } from './dom.js';
import { count, decimal, onLanguage, said, t } from './i18n.js';

const DISTRICTS_FROM_ZOOM = 8;
const LEAVES_CHOSEN_FROM_ZOOM = 10;

export function outlines(map, onFailure) {
  const group = L.layerGroup().addTo(map);
  const labels = L.layerGroup().addTo(map);
  const kept = {};
  let districtsOf = '';
  let chosen = '';
  let byNeed = false;
  let credit = '';

  async function load(department = '') {
    const query = department ? `?department=${department}` : '';
    kept[department] ??= get(`/v1/map/outlines${query}`);
    try {
      return await kept[department];
    } catch (error) {
      delete kept[department];
      throw error;
    }
  }

  function style(feature) {
    const { id, need } = feature.properties;
    const tiled = map.getContainer().classList.contains('with-tiles');
    const district = id.length === 6;
    const picked = chosen && id.startsWith(chosen);
    // Of a chosen province the districts stand out, of a department its border (see `rim`).
    const bold = picked && district && chosen.length > 2;
    // Districts stand on top of their department, which then only fills what they leave open.
    const hollow = !district && id === districtsOf;
    return {
      color: bold ? '#1c2b2a' : '#857f6d',
      weight: bold ? 1.4 : district ? 0.6 : 1.1,
      opacity: 0.9,
      fillColor: byNeed && !hollow ? needColour(need ?? 0) : picked ? '#fdf6dd' : '#f6f4ec',
      fillOpacity: byNeed && !hollow ? 0.72 : tiled ? 0 : 1,
    };
  }

  function tip({ feature }) {
    const { name, province, people, need } = feature.properties;
    const figures = t('tip.area', { people: count(people), need: decimal(need ?? 0, 2) });
    return el('div', {}, el('strong', {}, province ? `${name}, ${province}` : name), figures);
  }

  function draw(collection, kind) {
    const layer = L.geoJSON(collection, { style });
    layer.bindTooltip(tip, { sticky: true });
    group.addLayer(layer);
    for (const feature of collection.features) {
      const node = el('span', {}, feature.properties.name);
      const icon = L.divIcon({ className: `area-label ${kind}`, html: node, iconSize: [0, 0] });
      const at = middle(feature.geometry.coordinates);
      labels.addLayer(L.marker(at, { icon, pane: 'labels', interactive: false, keyboard: false }));
    }
  }

  async function redraw() {
    const wanted = districtsOf;
    const departments = await load();
    const districts = wanted ? await load(wanted).catch(onFailure) : null;
    if (wanted !== districtsOf) return;
    group.clearLayers();
    labels.clearLayers();
    draw(departments, 'department');
    if (districts) draw(districts, 'district');
    group.eachLayer((layer) => layer.bringToBack());
    const first = group.getLayers()[0];
    if (districts && first) first.bringToBack();
    rim(departments);
    name(departments);
    map.fire('outlines');
  }

  function rim({ features }) {
    const feature = chosen.length === 2 && features.find(({ properties }) => properties.id === chosen);
    if (feature) group.addLayer(L.geoJSON(feature, { interactive: false, style: { fill: false, color: '#1c2b2a', weight: 2.2 } }));
  }

  function name(departments) {
    if (credit) map.attributionControl.removeAttribution(credit);
    credit = document.createElement('i');
    credit.textContent = said(departments, 'note');
    credit = credit.innerHTML;
    map.attributionControl.addAttribution(credit);
  }

  const restyle = () => group.eachLayer((layer) => layer.options.interactive === false || layer.setStyle(style));

  async function follow() {
    const near = map.getZoom() >= (chosen ? LEAVES_CHOSEN_FROM_ZOOM : DISTRICTS_FROM_ZOOM);
    const wanted = near ? (await at(map.getCenter())) || chosen.slice(0, 2) : chosen.slice(0, 2);
    if (wanted === districtsOf) return;
    districtsOf = wanted;
    await redraw().catch(onFailure);
  }

  // The code of the department that holds a point, "" at sea and abroad.
  async function at({ lat, lng }) {
    const { features } = await load();
    const inside = (ring) => ring.reduce((odd, [x1, y1], i) => {
      const [x2, y2] = ring[(i + 1) % ring.length];
      const crosses = (y1 > lat) !== (y2 > lat) && lng < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1;
      return crosses ? !odd : odd;
    }, false);
    const found = features.find((feature) => feature.geometry.coordinates.some((polygon) => inside(polygon[0])));
    return found?.properties.id ?? '';
  }

  // The bounds of a department or province, and its outline in bold.
  async function choose(region) {
    chosen = region;
    if (!region) {
      districtsOf = '';
      await redraw();
      return null;
    }
    const collection = region.length === 2 ? await load() : await load(region.slice(0, 2));
    const shapes = collection.features.filter((feature) => feature.properties.id.startsWith(region));
    districtsOf = region.slice(0, 2);
    await redraw();
    return shapes.length ? L.geoJSON({ type: 'FeatureCollection', features: shapes }).getBounds() : null;
  }

  map.on('moveend', () => follow().catch(onFailure));
  onLanguage(async () => name(await load().catch(() => ({}))));

  return {
    start: () => redraw().catch(onFailure),
    choose,
    restyle,
    ramp: NEED_RAMP,
    colourByNeed(wanted) {
      byNeed = wanted;
      restyle();
    },
  };
}

// The middle of the box of the largest outer ring: where a name reads best.
function middle(polygons) {
  const boxes = polygons.map(([ring]) => L.latLngBounds(ring.map(([x, y]) => [y, x])));
  const size = (box) => (box.getNorth() - box.getSouth()) * (box.getEast() - box.getWest());
  return boxes.reduce((a, b) => (size(b) > size(a) ? b : a)).getCenter();
}
