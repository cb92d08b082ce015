// Squares and diamonds beside Leaflet's circles, drawn on the same canvas.

function outline(renderer, layer, corners) {
  if (layer._empty()) return;
  const { x, y } = layer._point;
  const context = renderer._ctx;
  context.beginPath();
  corners(layer._radius).forEach(([dx, dy], at) => context[at ? 'lineTo' : 'moveTo'](x + dx, y + dy));
  context.closePath();
  renderer._fillStroke(context, layer);
}

const Square = L.CircleMarker.extend({
  _updatePath() {
    outline(this._renderer, this, (r) => [[-r, -r], [r, -r], [r, r], [-r, r]]);
  },
});

const Diamond = L.CircleMarker.extend({
  _updatePath() {
    outline(this._renderer, this, (r) => [[0, -r * 1.3], [r * 1.3, 0], [0, r * 1.3], [-r * 1.3, 0]]);
  },
});

export const square = (point, options) => new Square(point, options);
export const diamond = (point, options) => new Diamond(point, options);

// A marker of HTML: what it shows is text in an element, never markup.
export function badge(point, node, options = {}) {
  const icon = L.divIcon({ className: 'pin-box', html: node, iconSize: [0, 0] });
  return L.marker(point, { icon, keyboard: false, ...options });
}
