// Which layers are shown, and the legend that says what their colours and shapes mean.

import { ADDED, DROPPED, HUB, NEED_RAMP, SCORE_RAMP, SITE, UNSCORED } from './colours.js';
import { el, part, refill, svg } from './dom.js';
import { decimal, onLanguage, t } from './i18n.js';

const box = (...shapes) => svg('svg', { width: 20, height: 20, viewBox: '0 0 20 20', 'aria-hidden': 'true' }, ...shapes);

const SWATCHES = {
  hubs: () => box(svg('rect', { x: 6, y: 6, width: 8, height: 8, fill: HUB })),
  reach: () => box(svg('circle', { cx: 10, cy: 10, r: 8, fill: HUB, 'fill-opacity': 0.15, stroke: HUB })),
  places: () => box(svg('circle', { cx: 10, cy: 10, r: 6, fill: SCORE_RAMP[2], stroke: '#39443f' })),
  area: () => box(svg('rect', { x: 2, y: 4, width: 16, height: 12, fill: NEED_RAMP[2], stroke: '#857f6d' })),
  sites: () => box(
    svg('circle', { cx: 10, cy: 10, r: 9, fill: SITE, 'fill-opacity': 0.14, stroke: SITE, 'stroke-dasharray': '3 2' }),
    svg('circle', { cx: 10, cy: 10, r: 4.5, fill: SITE }),
  ),
  tiles: () => box(svg('path', { d: 'M2 5l5-2 6 2 5-2v12l-5 2-6-2-5 2z', fill: 'none', stroke: '#56645f', 'stroke-width': 1.4 })),
  urban: () => box(svg('path', { d: 'M10 3l7 7-7 7-7-7z', fill: '#fff', stroke: UNSCORED, 'stroke-width': 1.6 })),
  must: () => box(svg('circle', { cx: 10, cy: 10, r: 7, fill: '#fff', stroke: ADDED, 'stroke-width': 2.4 }), svg('path', { d: 'M10 6.500v7M6.500 10h7', stroke: ADDED, 'stroke-width': 2 })),
  not: () => box(svg('rect', { x: 3, y: 3, width: 14, height: 14, rx: 2, fill: '#fff', stroke: '#8c2f1b', 'stroke-width': 2.4 }), svg('path', { d: 'M7 7l6 6M13 7l-6 6', stroke: '#8c2f1b', 'stroke-width': 2 })),
  added: () => box(svg('rect', { x: 4, y: 4, width: 12, height: 12, rx: 3, fill: ADDED })),
  dropped: () => box(svg('circle', { cx: 10, cy: 10, r: 6.5, fill: '#fff', stroke: DROPPED, 'stroke-width': 2, 'stroke-dasharray': '3 2' })),
};

function ramp(colours) {
  const steps = colours.map((fill) => svg('svg', { 'aria-hidden': 'true' }, svg('rect', { width: '100%', height: '100%', fill, stroke: '#857f6d' })));
  return el('div', { class: 'ramp' }, el('span', {}, t('layers.low')), steps, el('span', {}, t('layers.high')));
}

const keys = (...names) => el('div', { class: 'keys' }, names.map((name) => el('span', {}, SWATCHES[name](), t(`layers.${name}`))));

export function layers({ onToggle, onColour }) {
  const shown = { hubs: true, reach: false, places: true, area: false, sites: true };
  const facts = { radius: 5, asOf: '', credit: '', compared: false };
  let colourBy = 'score';

  function toggle(name, text, disabled = false) {
    const input = el('input', {
      type: 'checkbox', name, 'data-key': name, checked: Boolean(shown[name]), disabled,
      onchange: () => {
        shown[name] = input.checked;
        onToggle(name, input.checked);
      },
    });
    return el('label', {}, input, SWATCHES[name](), el('span', {}, text));
  }

  function colourChoice() {
    const options = [['score', t('layers.score')], ['need', t('layers.need_of_places')]];
    const select = el('select', {
      name: 'colour', 'data-key': 'colour', 'aria-label': t('layers.colour'),
      onchange: () => {
        colourBy = select.value;
        onColour(colourBy);
        render();
      },
    }, options.map(([value, text]) => el('option', { value }, `${t('layers.colour')}: ${text}`)));
    select.value = colourBy;
    return select;
  }

  function render() {
    const score = colourBy === 'score';
    refill(part('legend'), el('fieldset', {},
      el('legend', { class: 'unseen' }, t('layers.title')),
      toggle('sites', t('layers.sites')),
      el('div', { class: 'under' }, facts.compared ? keys('added', 'dropped') : keys('must', 'not')),
      toggle('hubs', [t('layers.hubs'), facts.asOf && `, ${t('layers.hubs_as_of', { date: facts.asOf })}`].filter(Boolean).join('')),
      toggle('reach', t('layers.reach', { radius: decimal(facts.radius) })),
      toggle('places', t('layers.places')),
      el('div', { class: 'under' },
        colourChoice(),
        ramp(score ? SCORE_RAMP : NEED_RAMP),
        el('p', { class: 'hint' }, t(score ? 'layers.score_classes' : 'layers.need_classes')),
        keys('urban'),
        el('p', { class: 'hint' }, t('layers.size'))),
      toggle('area', t('layers.area')),
      shown.area && el('div', { class: 'under' }, ramp(NEED_RAMP), el('p', { class: 'hint' }, t('layers.need_classes')), el('p', { class: 'hint' }, t('form.need_hint'))),
      facts.credit && el('p', { class: 'hint' }, `Hubs: ${facts.credit}`),
      'tiles' in shown ? toggle('tiles', t('layers.tiles')) : el('p', { class: 'hint' }, t('map.offline')),
    ));
  }

  onLanguage(render);
  return {
    tell(some) {
      Object.assign(facts, some);
      render();
    },
    offer(name, wanted) {
      shown[name] = wanted;
      render();
    },
    render,
  };
}
