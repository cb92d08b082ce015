// Find a place by its name, as people spell it.

import { get } from './api.js';
import { announce, el, part } from './dom.js';
import { count, t } from './i18n.js';

export function search(onPlace) {
  const form = part('search');
  const list = part('found');
  const input = form.elements.q;

  function show(items) {
    list.replaceChildren(...items);
    list.hidden = items.length === 0;
  }

  const item = (match) => el('li', {}, el('button', {
    type: 'button',
    onclick: () => {
      show([]);
      onPlace(match.id);
    },
  }, match.name, el('small', {}, match.distinction || match.label, ` · ${t('tip.place', { people: count(match.people) })}`)));

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const asked = input.value.trim();
    if (!asked) return show([]);
    try {
      const { matches } = await get(`/v1/places?limit=8&q=${encodeURIComponent(asked)}`);
      show(matches.length ? matches.map(item) : [el('li', { class: 'quiet' }, t('search.none'))]);
      if (!matches.length) announce(t('search.none'));
      list.querySelector('button')?.focus();
    } catch (error) {
      show([el('li', { class: 'quiet' }, error.words)]);
    }
  });
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    show([]);
    input.focus();
  });
  document.addEventListener('pointerdown', (event) => form.contains(event.target) || show([]));
}
