// The panel: its tabs, and on a phone the sheet that it becomes.

import { part } from './dom.js';
import { onLanguage, t } from './i18n.js';

const HEIGHTS = { low: 0.2, half: 0.5, full: 0.94 };
const ORDER = Object.keys(HEIGHTS);
const LOWEST_PX = 172;

export function tabs(onShow = () => {}) {
  const buttons = [...document.querySelectorAll('[role="tab"]')];
  const view = (button) => document.getElementById(button.getAttribute('aria-controls'));

  function show(name, focus = false) {
    for (const button of buttons) {
      const on = button.id === `tab-${name}`;
      button.setAttribute('aria-selected', String(on));
      button.tabIndex = on ? 0 : -1;
      view(button).hidden = !on;
      if (on && focus) button.focus();
    }
    part('views').scrollTop = 0;
    onShow(name);
  }

  for (const [at, button] of buttons.entries()) {
    button.addEventListener('click', () => show(button.id.slice(4)));
    button.addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const next = event.key === 'Home' ? 0 : event.key === 'End' ? buttons.length - 1 : step && at + step;
      if (next === undefined) return;
      event.preventDefault();
      show(buttons[(next + buttons.length) % buttons.length].id.slice(4), true);
    });
  }
  show('plan');
  return show;
}

export function sheet() {
  const panel = document.getElementById('panel');
  const grip = part('grip');
  let state = 'half';

  function set(next) {
    state = next;
    panel.dataset.sheet = state;
    place(Math.max(HEIGHTS[state] * innerHeight, LOWEST_PX));
    const open = state === 'full';
    grip.setAttribute('aria-expanded', String(state !== 'low'));
    grip.setAttribute('aria-label', t(open ? 'panel.close' : 'panel.open'));
  }

  const place = (px) => document.documentElement.style.setProperty('--sheet', `${Math.round(px)}px`);

  grip.addEventListener('click', () => {
    if (!drag.moved) set({ low: 'half', half: 'full', full: 'low' }[state]);
  });

  const drag = { from: null, moved: false };
  grip.parentElement.addEventListener('pointerdown', (event) => {
    Object.assign(drag, { from: event.clientY, height: panel.offsetHeight, moved: false });
  });
  addEventListener('pointermove', (event) => {
    if (drag.from === null) return;
    const up = drag.from - event.clientY;
    if (Math.abs(up) < 6 && !drag.moved) return;
    drag.moved = true;
    panel.classList.add('dragging');
    place(Math.min(Math.max(drag.height + up, LOWEST_PX), innerHeight * HEIGHTS.full));
  });
  addEventListener('pointerup', () => {
    if (drag.from === null) return;
    drag.from = null;
    panel.classList.remove('dragging');
    if (!drag.moved) return;
    const share = panel.offsetHeight / innerHeight;
    set(ORDER.reduce((a, b) => (Math.abs(HEIGHTS[b] - share) < Math.abs(HEIGHTS[a] - share) ? b : a)));
    // The click that ends a drag is none.
    setTimeout(() => { drag.moved = false; }, 0);
  });
  addEventListener('resize', () => set(state));
  onLanguage(() => set(state));
  set(state);

  // Open at least halfway, so that what was asked for is seen.
  return { raise: () => state === 'low' && set('half'), lower: () => state === 'full' && set('half') };
}
