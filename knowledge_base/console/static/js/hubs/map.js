// A map of Peru: the departments' outlines, and OpenStreetMap's tiles where they can be reached.

const PERU = [[-18.45, -81.4], [0.05, -68.6]];
const TILES = 'https://tile.openstreetmap.org/{z}/{x}/{y}.png';
const PROBE = 'https://tile.openstreetmap.org/5/9/16.png';
const PATIENCE_MS = 5000;
const NOTHING = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';
const OUTLINE = { color: '#857f6d', weight: 1.1, fillColor: '#f6f4ec', fillOpacity: 1, interactive: false };
const still = matchMedia('(prefers-reduced-motion: reduce)').matches;

export const part = () => document.getElementById('map');

export function makeMap() {
  const box = part();
  if (!box || !window.L) return null;
  const map = L.map(box, {
    preferCanvas: true, minZoom: 4, maxZoom: 18, zoomSnap: 0.5,
    zoomAnimation: !still, fadeAnimation: !still, inertia: !still,
  });
  map.attributionControl.setPrefix('<a href="https://leafletjs.com">Leaflet</a>');
  map.fitBounds(PERU, { animate: false });
  L.control.scale({ imperial: false, position: 'topright' }).addTo(map);
  const outlines = outline(map, box);
  tiles(map, outlines);
  return map;
}

export function failed() {
  const box = part();
  const words = document.createElement('p');
  words.textContent = box.dataset.failed;
  words.className = 'fine';
  box.after(words);
}

export async function get(address) {
  const answer = await fetch(address, { headers: { Accept: 'application/json' } });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}

async function outline(map, box) {
  try {
    const found = await get(box.dataset.outlines);
    const layer = L.geoJSON(found, { style: OUTLINE }).addTo(map).bringToBack();
    const credit = document.createElement('i');
    credit.textContent = found.note;
    map.attributionControl.addAttribution(credit.innerHTML);
    return layer;
  } catch {
    failed();
    return null;
  }
}

async function tiles(map, outlines) {
  if (!(await reachable())) return;
  L.tileLayer(TILES, {
    maxZoom: 19,
    errorTileUrl: NOTHING,
    attribution: '© <a href="https://www.openstreetmap.org/copyright">OpenStreetMap</a>',
  }).addTo(map);
  (await outlines)?.setStyle({ fillOpacity: 0 });
}

// Never a broken picture: without the internet the outlines are the map.
function reachable() {
  return new Promise((resolve) => {
    const picture = new Image();
    const timer = setTimeout(() => resolve(false), PATIENCE_MS);
    picture.onload = picture.onerror = (event) => {
      clearTimeout(timer);
      resolve(event.type === 'load');
    };
    picture.src = PROBE;
  });
}

export function pin(at, title, options = {}) {
  const node = document.createElement('div');
  node.className = 'hub-pin';
  const icon = L.divIcon({ className: 'pin-box', html: node, iconSize: [24, 24], iconAnchor: [12, 28] });
  return L.marker(at, { icon, title, alt: title, ...options });
}
