// OpenStreetMap's tiles where they can be reached; never a broken picture where they cannot.

const ADDRESS = 'https://tile.openstreetmap.org/{z}/{x}/{y}.png';
const PROBE = 'https://tile.openstreetmap.org/5/9/16.png';
const PATIENCE_MS = 5000;
const NOTHING = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';

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

export function tiles(map) {
  const layer = L.tileLayer(ADDRESS, {
    maxZoom: 19,
    errorTileUrl: NOTHING,
    attribution: '© <a href="https://www.openstreetmap.org/copyright">OpenStreetMap</a>',
  });

  function show(wanted) {
    if (wanted) layer.addTo(map);
    else layer.remove();
    map.getContainer().classList.toggle('with-tiles', wanted);
  }

  return { reachable, show };
}
