// The sites of a plan, or of two that are compared, with the people whom each adds.

import { ADDED, DROPPED, SITE } from './colours.js';
import { el } from './dom.js';
import { count, t } from './i18n.js';
import { badge } from './symbols.js';

const MANY = 40;
const COLOURS = { kept: SITE, added: ADDED, dropped: DROPPED };

export function sites(map, { onPlace }) {
  const pins = L.layerGroup().addTo(map);
  const reach = L.layerGroup().addTo(map);

  function draw(groups, radiusKm) {
    pins.clearLayers();
    reach.clearLayers();
    const all = groups.flatMap(({ sites: some, kind }) => some.map((site) => ({ site, kind })));
    map.getContainer().classList.toggle('many-pins', all.length > MANY);
    for (const { site, kind } of all) {
      const at = [site.latitude, site.longitude];
      if (radiusKm) reach.addLayer(circle(at, radiusKm, COLOURS[kind]));
      pins.addLayer(pin(at, site, kind));
    }
    map.fire('layerdrawn');
    return all.length ? L.latLngBounds(all.map(({ site }) => [site.latitude, site.longitude])).pad(0.15) : null;
  }

  function circle(at, radiusKm, colour) {
    return L.circle(at, {
      radius: radiusKm * 1000, interactive: false, weight: 1.6, dashArray: '5 4', color: colour, fillColor: colour, fillOpacity: 0.14,
    });
  }

  function pin(at, site, kind) {
    const node = el('div', { class: `pin ${kind}` }, el('b', {}, site.rank ?? '•'), el('i', {}, `+${count(site.newly_reached_people)}`));
    const text = () => el('span', {}, t('tip.site', { rank: site.rank, name: site.name, people: count(site.newly_reached_people) }));
    return badge(at, node, { riseOnHover: true, zIndexOffset: 500 - (site.rank ?? 0) })
      .bindTooltip(text, { direction: 'top', offset: [0, -34] })
      .on('click', () => onPlace(site.id));
  }

  return {
    showPlan: (plan) => draw([{ sites: plan.sites, kind: 'kept' }], plan.radius_km),
    showComparison: ({ kept, dropped, added }, radiusKm) => draw(
      [{ sites: dropped, kind: 'dropped' }, { sites: kept, kind: 'kept' }, { sites: added, kind: 'added' }],
      radiusKm,
    ),
    clear: () => draw([], 0),
    show(wanted) {
      for (const layer of [pins, reach]) wanted ? layer.addTo(map) : layer.remove();
    },
  };
}
