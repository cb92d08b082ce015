// The form of a hub: a point on the map, and rows for events.

import { makeMap, part, pin } from './map.js';

const latitude = document.getElementById('latitude');
const longitude = document.getElementById('longitude');
const DECIMALS = 6;
// Without tiles the outlines of departments are all there is to see.
const NEAR_ZOOM = 9;

const number = (field) => {
  const text = field.value.trim().replace('−', '-').replace(',', '.');
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
};

// A pair such as "-13.16, -74.22" that was pasted into one field is parted into both.
function part_pair(event) {
  const found = event.target.value.trim().match(/^\(?([-−]?\d+[.]\d+)°?\s*[,;\s]\s*([-−]?\d+[.]\d+)°?\)?$/);
  if (!found) return;
  latitude.value = found[1].replace('−', '-');
  longitude.value = found[2].replace('−', '-');
}

function place() {
  const map = makeMap();
  let mark = null;

  function put(at) {
    if (!map) return;
    if (mark) {
      mark.setLatLng(at);
      return;
    }
    mark = pin(at, part().dataset.pin, { draggable: true, autoPan: true }).addTo(map);
    mark.on('dragend', () => write(mark.getLatLng()));
  }

  function write({ lat, lng }) {
    latitude.value = lat.toFixed(DECIMALS);
    longitude.value = lng.toFixed(DECIMALS);
    put([lat, lng]);
    latitude.dispatchEvent(new Event('change', { bubbles: true }));
  }

  function follow(near) {
    const at = [number(latitude), number(longitude)];
    if (!map || at.some(Number.isNaN) || Math.abs(at[0]) > 90 || Math.abs(at[1]) > 180) return;
    put(at);
    map.setView(at, near ? Math.max(map.getZoom(), NEAR_ZOOM) : map.getZoom(), { animate: false });
  }

  map?.on('click', (event) => write(event.latlng));
  [latitude, longitude].forEach((field) => {
    // Before htmx asks what is around, on the same event.
    field.addEventListener('input', part_pair);
    field.addEventListener('change', () => follow(false));
  });
  follow(true);
}

function rows() {
  const box = document.querySelector('[data-rows]');
  const add = document.querySelector('[data-add-row]');
  add.hidden = false;
  add.addEventListener('click', () => {
    const count = box.children.length;
    const row = box.lastElementChild.cloneNode(true);
    row.querySelectorAll('.why').forEach((node) => node.remove());
    row.querySelectorAll('.wrong').forEach((node) => node.classList.remove('wrong'));
    row.querySelector('[data-number]').textContent = count + 1;
    row.querySelectorAll('input').forEach((input) => {
      input.value = '';
      input.removeAttribute('aria-invalid');
      input.removeAttribute('aria-describedby');
      input.id = input.name = input.name.replace(/^events-\d+/, `events-${count}`);
    });
    row.querySelectorAll('label').forEach((label) => {
      label.htmlFor = label.htmlFor.replace(/^events-\d+/, `events-${count}`);
    });
    box.append(row);
    row.querySelector('input').focus();
  });
}

place();
rows();
