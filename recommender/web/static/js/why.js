// "Why here?": what is known of a place, its score, and the hubs near it.

import { get } from './api.js';
import { el, svg } from './dom.js';
import { count, decimal, has, language, onLanguage, said, signed, t, unbroken } from './i18n.js';

export function why(root, { marks, onShow, onRegion, inView }) {
  let answer = null;
  let trouble = null;
  let asked = '';

  async function load(id) {
    asked = id;
    trouble = null;
    root.replaceChildren(el('p', { class: 'quiet' }, t('why.loading')));
    try {
      const found = await get(`/v1/map/places/${encodeURIComponent(id)}`);
      if (asked !== id) return;
      answer = found;
      onShow(answer.place);
    } catch (error) {
      if (asked !== id) return;
      [answer, trouble] = [null, error];
    }
    render();
  }

  function choices({ place }) {
    const mark = marks.of(place.id);
    const choice = (kind, text) => el('button', {
      type: 'button', class: 'small', 'aria-pressed': String(mark === kind), 'data-mark': kind,
      onclick: () => {
        marks.set(place, kind);
        render();
        root.querySelector(`[data-mark="${kind}"]`).focus();
      },
    }, t(text));
    return el('div', { class: 'tight' },
      el('div', { class: 'row' }, choice('must', 'mark.include'), choice('not', 'mark.exclude'),
        el('button', { type: 'button', class: 'small', onclick: () => onShow(place) }, t('why.on_map')),
        el('button', { type: 'button', class: 'small', onclick: () => onRegion(place.id.slice(0, 4)) }, t('why.region'))),
      mark && el('p', { class: 'fine' }, t(mark === 'must' ? 'mark.included' : 'mark.excluded')));
  }

  function score({ score: one, score_reasons: told }) {
    const ranked = one.rank_percent !== null;
    return el('section', { class: 'box' }, el('h3', {}, t('why.score')),
      ranked && el('p', {}, el('strong', {}, t('why.rank', { rank: Math.min(99, Math.round(one.rank_percent)), places: count(one.rural_places) }))),
      ranked && rankBar(one.rank_percent),
      el('p', { class: ranked ? 'fine' : '' }, said(one, 'note')),
      one.topics.length > 0 && topics(one.topics),
      ranked && language() === 'es' && told.length > 0 && el('div', { class: 'tight' }, el('h3', {}, t('why.score_reasons')),
        el('ul', { class: 'bullets' }, told.map((text) => el('li', {}, unbroken(text))))));
  }

  // West is oeste in Spanish.
  const compass = (point) => (language() === 'es' ? point.replace('W', 'O') : point);

  const rankBar = (rank) => svg('svg', { class: 'bar', viewBox: '0 0 100 10', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    svg('rect', { width: 100, height: 10, fill: '#e4e1d6' }), svg('rect', { width: rank, height: 10, fill: '#0b6b5d' }));

  function topics(all) {
    const strongest = [...all].sort((a, b) => Math.abs(b.change) - Math.abs(a.change)).slice(0, 6);
    const widest = Math.max(...strongest.map(({ change }) => Math.abs(change)), 0.1);
    const line = ({ topic, change }) => {
      const width = (48 * Math.abs(change)) / widest;
      const way = t(change > 0 ? 'why.raises' : 'why.lowers');
      return [el('span', {}, has(`topic.${topic}`) ? t(`topic.${topic}`) : topic),
        svg('svg', { viewBox: '0 0 100 10', preserveAspectRatio: 'none', role: 'img', 'aria-label': `${way} ${signed(change, 2)}` },
          svg('line', { x1: 50, x2: 50, y1: 0, y2: 10, stroke: '#8b948f', 'stroke-width': 0.6 }),
          svg('rect', { x: change > 0 ? 50 : 50 - width, y: 1.5, width, height: 7, fill: change > 0 ? '#0b6b5d' : '#b35c00' }))];
    };
    return el('div', { class: 'tight' }, el('h3', {}, t('why.topics')),
      el('div', { class: 'topics' }, strongest.map(line)),
      el('p', { class: 'fine' }, `← ${t('why.lowers')} · ${t('why.raises')} →`));
  }

  function reasons(list) {
    const text = ({ code, text: own, value }) => (has(`reason.${code}`) ? t(`reason.${code}`, { value: decimal(value, Math.abs(value) < 100 ? 1 : 0) }) : own);
    const first = (words) => words[0].toUpperCase() + words.slice(1);
    return el('section', { class: 'box' }, el('h3', {}, t('why.heading')), el('ul', { class: 'bullets' }, list.filter(({ code }) => code !== 'suitability').map((one) => el('li', {}, unbroken(first(text(one)))))));
  }

  function nearest({ hubs }) {
    const line = (hub) => el('li', {}, el('strong', {}, hub.name), el('span', { class: 'quiet' }, ` · ${decimal(hub.distance_km)} km ${compass(hub.compass)} · ${[hub.district, hub.province].filter(Boolean).join(', ')}`));
    return el('section', { class: 'box' }, el('h3', {}, t('why.hubs')),
      hubs.length ? el('ul', { class: 'plain-list' }, hubs.map(line)) : el('p', {}, t('why.no_hubs')),
      hubs.some((hub) => hub.kind === 'tambo') && el('p', { class: 'fine' }, t('why.hubs_note')));
  }

  function figures(all, scope) {
    const rows = all.filter((one) => one.scope === scope);
    const value = (one) => `${decimal(one.value, one.decimals)} ${said(one, 'unit')}`;
    return rows.length > 0 && el('table', { class: 'facts' }, el('caption', {}, t(`why.figures_${scope}`)),
      el('tbody', {}, rows.map((one) => el('tr', {}, el('th', { scope: 'row' }, said(one, 'label')), el('td', {}, value(one))))));
  }

  function card() {
    const { place } = answer;
    return [
      el('div', { class: 'tight' },
        el('h2', { tabindex: -1 }, place.name),
        el('p', { class: 'quiet' }, [place.district, place.province, place.department].filter(Boolean).join(', ')),
        el('p', {}, el('span', { class: 'badge neutral' }, t(place.urban ? 'why.urban' : 'why.rural')), ' ', t('why.people', { people: count(place.people) }))),
      choices(answer), reasons(answer.reasons), score(answer), nearest(answer),
      el('section', { class: 'box' },
        figures(answer.figures, 'place'), figures(answer.figures, 'district'),
        el('p', { class: 'fine' }, `${t('why.need')}: ${decimal(place.need, 2)}. ${t('form.need_hint')} ${t('why.district_of_2017')}`)),
      el('section', { class: 'tight' }, el('h3', {}, t('why.sms')), el('blockquote', { lang: 'es' }, unbroken(answer.reason_sms))),
    ];
  }

  function listed() {
    const { places = [] } = inView();
    const shown = places.slice(0, 30);
    return el('section', { class: 'tight', 'data-part': 'in-view' }, el('h3', {}, t('inview.title')),
      el('p', { class: 'fine' }, shown.length ? t('inview.some', { shown: shown.length, all: count(places.length) }) : t('inview.none')),
      shown.length > 0 && el('ul', { class: 'chips' }, shown.map((place) => el('li', {},
        el('button', { type: 'button', class: 'small', onclick: () => load(place.id) }, place.name)))));
  }

  function render() {
    const content = trouble
      ? [el('p', { class: 'notice failure', role: 'alert' }, trouble.words)]
      : answer ? card() : [el('p', { class: 'notice' }, t('why.empty'))];
    root.replaceChildren(el('div', { class: 'stack' }, content.filter(Boolean), listed()));
  }

  onLanguage(render);

  return {
    load,
    render,
    viewChanged: () => root.querySelector('[data-part="in-view"]')?.replaceWith(listed()),
    focus: () => root.querySelector('h2')?.focus({ preventScroll: true }),
  };
}
