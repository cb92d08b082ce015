// Two plans side by side: what is gained from A to B, and which sites stay, come and go.

import { el } from './dom.js';
import { count, said, signed, t } from './i18n.js';

export function comparison(found, { name, onWhy, onBack }) {
  const [a, b] = found.plans;
  const gain = (value, text, decimals) => value !== undefined && value !== null
    && el('div', {}, el('dd', {}, signed(value, decimals)), el('dt', {}, text));
  const group = (sites, title) => sites.length > 0 && el('section', { class: 'tight' }, el('h3', {}, `${title} (${sites.length})`),
    el('ul', { class: 'plain-list' }, sites.map((site) => el('li', {},
      el('button', { type: 'button', class: 'small', onclick: () => onWhy(site.id) }, site.name),
      el('span', { class: 'fine' }, ` ${[site.district, site.province].filter(Boolean).join(', ')} · +${count(site.newly_reached_people)}`)))));
  return [
    el('h2', { tabindex: -1 }, t('compare.heading')),
    el('p', {}, el('strong', {}, 'A'), ` ${name(a)}`),
    el('p', {}, el('strong', {}, 'B'), ` ${name(b)}`),
    el('h3', {}, t('compare.versus')),
    el('dl', { class: 'figures' },
      gain(found.people_gained, t('compare.people')),
      gain(found.youth_gained, t('compare.youth')),
      gain(found.covered_percent_gained, t('compare.percent'), 2),
      gain(found.cost_gained, t('compare.cost'), 2)),
    said(found, 'note') && el('p', { class: 'notice' }, said(found, 'note')),
    group(found.added, t('compare.added')),
    group(found.dropped, t('compare.dropped')),
    group(found.kept, t('compare.kept')),
    el('button', { type: 'button', class: 'button second', onclick: onBack }, t('compare.back')),
  ];
}
