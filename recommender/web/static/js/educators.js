// What people want to learn, by province: a card a province, its topics as bars.

import { get } from './api.js';
import { announce, el, part, svg } from './dom.js';
import { askedLanguage, count, languageButton, onLanguage, said, t, useLanguage } from './i18n.js';

let answer = null;
let trouble = null;
const chosen = { department: '', topic: '' };

languageButton(part('language'));

const unique = (values) => [...new Set(values)].sort((a, b) => a.localeCompare(b, 'es'));

function choice(name, options) {
  const select = part('filters').elements[name];
  select.replaceChildren(...options.map(([value, text]) => el('option', { value }, text)));
  select.value = chosen[name];
}

function filters() {
  const { provinces } = answer;
  const topics = new Map(provinces.flatMap((one) => one.topics).map((one) => [one.topic, said(one, 'label') || one.topic]));
  choice('department', [['', t('educators.all')], ...unique(provinces.map((one) => one.department)).map((name) => [name, name])]);
  choice('topic', [['', t('educators.all_topics')], ...[...topics].sort(([, a], [, b]) => a.localeCompare(b, 'es'))]);
  part('filters').hidden = false;
}

function row(topic, most) {
  return el('tr', {},
    el('th', { scope: 'row' }, said(topic, 'label') || topic.topic,
      svg('svg', { viewBox: '0 0 100 4', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
        svg('rect', { width: 100, height: 4, fill: '#e4e1d6' }),
        svg('rect', { width: (100 * topic.count) / most, height: 4, fill: '#0b6b5d' }))),
    el('td', {}, count(topic.count)));
}

function card(province, topics, most) {
  return el('article', { class: 'province' },
    el('h2', {}, province.name, el('small', {}, province.department)),
    el('table', {}, el('caption', { class: 'unseen' }, t('educators.questions')), el('tbody', {}, topics.map((topic) => row(topic, most)))));
}

function cards() {
  const wanted = answer.provinces
    .filter((one) => !chosen.department || one.department === chosen.department)
    .map((one) => [one, one.topics.filter(({ topic }) => !chosen.topic || topic === chosen.topic).sort((a, b) => b.count - a.count)])
    .filter(([, topics]) => topics.length)
    .sort(([, a], [, b]) => total(b) - total(a));
  if (!wanted.length) return [el('p', { class: 'notice' }, t('educators.none_here'))];
  const most = Math.max(...wanted.flatMap(([, topics]) => topics.map((topic) => topic.count)));
  return wanted.map(([province, topics]) => card(province, topics, most));
}

const total = (topics) => topics.reduce((sum, topic) => sum + topic.count, 0);

function period() {
  const { since, until, smallest_count: smallest, hidden } = answer;
  const day = (text) => String(text).slice(0, 10);
  part('period').textContent = [
    since && until && `${t('educators.period', { since: day(since), until: day(until) })}.`,
    t('educators.privacy', { smallest }),
    hidden > 0 && t('educators.hidden', { n: count(hidden) }),
  ].filter(Boolean).join(' ');
}

function render() {
  const place = part('provinces');
  if (trouble) {
    const missing = ['not_found', 'method_not_allowed'].includes(trouble.code);
    place.replaceChildren(el('p', { class: 'notice' }, t(missing ? 'educators.missing' : 'educators.failed')));
  } else if (answer) {
    period();
    const empty = !answer.provinces.some((one) => one.topics.length);
    if (!empty) filters();
    place.replaceChildren(...(empty ? [el('p', { class: 'notice' }, t('educators.empty'))] : cards()));
  }
}

part('filters').addEventListener('change', ({ target }) => {
  chosen[target.name] = target.value;
  render();
  const shown = part('provinces').querySelectorAll('article').length;
  announce(t('educators.shown', { n: count(shown) }));
});

async function start() {
  await useLanguage(askedLanguage());
  try {
    answer = await get('/v1/interests');
  } catch (error) {
    trouble = error;
  }
  onLanguage(render);
  render();
  document.documentElement.dataset.ready = 'true';
}

start();
