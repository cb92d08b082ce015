// The map itself: its place in the page, how near it is, and how it moves.

import { onLanguage, t } from './i18n.js';

export const PERU = L.latLngBounds([-18.45, -81.4], [0.05, -68.6]);
const FAR_BELOW = 6.5;
const NEAR_FROM = 9;
const still = matchMedia('(prefers-reduced-motion: reduce)');
const phone = matchMedia('(max-width: 50rem)');

export function makeMap() {
  const map = L.map('map', {
    preferCanvas: true,
    zoomControl: false,
    zoomSnap: 0.5,
    minZoom: 4,
    maxZoom: 17,
    maxBounds: PERU.pad(2),
    zoomAnimation: !still.matches,
    fadeAnimation: !still.matches,
    inertia: !still.matches,
  });
  map.attributionControl.setPrefix('<a href="https://leafletjs.com">Leaflet</a>');
  map.createPane('labels').style.zIndex = 450;
  map.getPane('labels').style.pointerEvents = 'none';
  controls(map);
  map.on('zoomend viewreset', () => range(map));
  fit(map, PERU, false);
  range(map);
  return map;
}

function range(map) {
  const zoom = map.getZoom();
  map.getContainer().dataset.range = zoom < FAR_BELOW ? 'far' : zoom < NEAR_FROM ? 'mid' : 'near';
}

function controls(map) {
  const zoom = L.control.zoom({ position: 'topleft', zoomInTitle: '', zoomOutTitle: '' }).addTo(map);
  const home = L.DomUtil.create('a', 'leaflet-control-home', zoom.getContainer());
  home.href = '#';
  home.role = 'button';
  home.textContent = '⌂';
  L.DomEvent.disableClickPropagation(home);
  home.addEventListener('click', (event) => {
    event.preventDefault();
    fit(map, PERU);
  });
  L.control.scale({ imperial: false, position: 'bottomright' }).addTo(map);
  const buttons = [
    [zoom._zoomInButton, 'map.zoom_in'],
    [zoom._zoomOutButton, 'map.zoom_out'],
    [home, 'map.peru'],
  ];
  onLanguage(() => buttons.forEach(([button, key]) => {
    button.title = t(key);
    button.setAttribute('aria-label', t(key));
  }));
}

// What the sheet covers on a phone must not hold what is looked at, with the credits above it.
function covered() {
  return phone.matches ? Math.min(document.getElementById('panel').offsetHeight, innerHeight * 0.6) + 40 : 0;
}

// Nor what the open legend covers on a desk, where the map is wide enough beside it.
function beside(map) {
  const card = document.querySelector('.layers[open]');
  return card && !phone.matches && map.getSize().x > 2.2 * card.offsetWidth ? card.offsetWidth : 0;
}

export function fit(map, bounds, animate = true, maxZoom = 13) {
  map.fitBounds(bounds, {
    paddingTopLeft: [12, 12],
    paddingBottomRight: [12 + beside(map), 12 + covered()],
    maxZoom,
    animate: animate && !still.matches,
  });
}

export function lookAt(map, latitude, longitude, zoom = 12) {
  const nearer = Math.max(map.getZoom(), zoom);
  const point = map.project([latitude, longitude], nearer).add([0, covered() / 2]);
  map.setView(map.unproject(point, nearer), nearer, { animate: !still.matches });
}
