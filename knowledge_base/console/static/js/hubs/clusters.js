// Hubs on the map: those that would stand on one another are one circle with their number.

const CELL_PX = 56;
const APART_FROM_ZOOM = 12;
const DOT = { radius: 6, weight: 1.5, color: '#fff', fillColor: '#0b6b5d', fillOpacity: 1 };
const CHOSEN = { ...DOT, radius: 9, fillColor: '#8c2f1b' };

// `points` are [id, name, latitude, longitude]; `chosen` says which ids stand in the list.
export function clusters(map, points, { chosen, show, words }) {
  const group = L.layerGroup().addTo(map);

  function cells() {
    const zoom = map.getZoom();
    const seen = map.getBounds().pad(0.2);
    const found = new Map();
    points.forEach((point) => {
      const at = L.latLng(point[2], point[3]);
      if (!seen.contains(at)) return;
      const { x, y } = map.project(at, zoom);
      const key = zoom >= APART_FROM_ZOOM || chosen.has(point[0])
        ? point[0] : `${Math.floor(x / CELL_PX)} ${Math.floor(y / CELL_PX)}`;
      if (!found.has(key)) found.set(key, []);
      found.get(key).push(point);
    });
    return found.values();
  }

  function dot([id, name, latitude, longitude]) {
    const words = document.createElement('span');
    words.textContent = name;
    return L.circleMarker([latitude, longitude], chosen.has(id) ? CHOSEN : DOT)
      .bindTooltip(words)
      .on('click', () => show(id));
  }

  function crowd(some) {
    const node = document.createElement('div');
    node.className = 'hub-cluster';
    node.textContent = some.length;
    const bounds = L.latLngBounds(some.map((point) => [point[2], point[3]]));
    const icon = L.divIcon({ className: 'pin-box', html: node, iconSize: [0, 0] });
    // The list says the same: no need to walk through hundreds of circles by keyboard.
    return L.marker(bounds.getCenter(), { icon, keyboard: false, title: `${some.length} ${words}` })
      .on('click', () => map.fitBounds(bounds.pad(0.2), { maxZoom: APART_FROM_ZOOM }));
  }

  function draw() {
    group.clearLayers();
    const some = [...cells()].sort((one, other) => chosen.has(one[0][0]) - chosen.has(other[0][0]));
    some.forEach((points) => group.addLayer(points.length > 1 ? crowd(points) : dot(points[0])));
  }

  map.on('moveend', draw);
  draw();
}
