// Build elements without markup in strings: what comes from the service is always text.

const SVG = 'http://www.w3.org/2000/svg';

function fill(node, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (name === 'checked' || name === 'value' || name === 'disabled') node[name] = value;
    else node.setAttribute(name, value === true ? '' : String(value));
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

export function el(tag, properties = {}, ...children) {
  return fill(document.createElement(tag), properties, children);
}

export function svg(tag, properties = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), properties, children);
}

export function part(name, root = document) {
  return root.querySelector(`[data-part="${name}"]`);
}

// Put new content in a place; who was on a part of it by keyboard stays on the same part.
export function refill(place, content) {
  const held = place.contains(document.activeElement) ? document.activeElement.dataset.key : '';
  place.replaceChildren(content);
  if (held) [...place.querySelectorAll('[data-key]')].find((node) => node.dataset.key === held)?.focus({ preventScroll: true });
}

export function announce(text) {
  const line = part('announce');
  line.textContent = '';
  // A screen reader speaks what changes: the same text twice must change twice.
  requestAnimationFrame(() => { line.textContent = text; });
}
