// A plan's answer: figures, how good it is, and its sites with their reasons.

import { chart } from './chart.js';
import { el, svg } from './dom.js';
import { count, decimal, onLanguage, said, t, unbroken } from './i18n.js';
import { fileOf } from './plan_client.js';
import { share } from './share.js';

// What the region had before the plan, and what it has with it.
export function coverage(plan) {
  const all = plan.region_people || 1;
  const after = plan.covered_percent ?? (100 * plan.covered_people) / all;
  return { before: (100 * (plan.covered_people - plan.newly_covered_people)) / all, after };
}

export function result(root, { regionName, onWhy, onExclude, onForm }) {
  let plan = null;
  let problem = null;

  const figure = (value, text, wide, more) => el('div', { class: wide ? 'wide' : '' }, el('dd', {}, value), el('dt', {}, text), more);

  function bar({ before, after }) {
    const part = (from, to, fill) => svg('rect', { x: from, width: Math.max(to - from, 0), height: 10, fill });
    const text = t('result.coverage_bar', { before: decimal(before), after: decimal(after), people: count(plan.region_people) });
    return el('div', {},
      svg('svg', { class: 'bar', viewBox: '0 0 100 10', preserveAspectRatio: 'none', role: 'img', 'aria-label': text },
        part(0, 100, '#e4e1d6'), part(0, before, '#1c2b2a'), part(before, after, '#a8125f')),
      el('span', { class: 'fine' }, text));
  }

  function figures() {
    const covered = coverage(plan);
    const radius = plan.request?.radius_min ? `${plan.request.radius_min} min` : `${decimal(plan.radius_km)} km`;
    return el('dl', { class: 'figures' },
      figure(`+${count(plan.newly_covered_people)}`, t('result.people')),
      figure(`+${count(plan.newly_covered_youth)}`, t('result.youth')),
      figure(`${decimal(covered.after)} %`, t('result.covered', { radius }), true, bar(covered)),
      plan.mean_km != null && figure(`${decimal(plan.mean_km)} km`, t('result.mean_km', { before: decimal(plan.mean_km_before ?? 0) }), true),
      plan.total_cost != null && plan.total_cost !== plan.sites.length && figure(decimal(plan.total_cost, 2), t('result.cost'), true));
  }

  function quality() {
    const proven = plan.proven ?? plan.gap_percent <= 0.01;
    const words = said(plan, 'gap_note');
    return el('section', { class: 'box' }, el('h3', {}, t('result.quality')),
      el('span', { class: proven ? 'badge' : 'badge neutral' }, proven ? t('result.proven') : t('result.gap', { gap: decimal(plan.gap_percent, 2) })),
      words && el('p', {}, unbroken(words[0].toUpperCase() + words.slice(1)), words.endsWith('.') ? '' : '.'),
      plan.time_limit_reached && el('p', {}, t('result.time_limit')),
      el('p', { class: 'fine' }, [
        t('result.estimated'),
        plan.method && `${t('result.method')}: ${t(`method.${plan.method}`)}.`,
        plan.duration_s != null && `${t('result.seconds', { seconds: decimal(plan.duration_s, 2) })}.`,
      ].filter(Boolean).join(' ')));
  }

  function comparison() {
    const rival = plan.comparison;
    if (!rival) return null;
    const own = said(rival, 'note');
    return el('section', { class: 'box' }, el('h3', {}, t('result.comparison')), el('p', {}, own || [
      t('result.comparison_text', { k: rival.place_ids?.length ?? plan.k, people: count(rival.newly_covered_people) }),
      rival.better_percent != null && t('result.comparison_better', { percent: decimal(rival.better_percent) }),
    ].filter(Boolean).join(' ')));
  }

  function nesting() {
    const steps = plan.nesting?.steps ?? [];
    if (!steps.length) return null;
    return el('section', { class: 'box' }, el('h3', {}, t('result.nesting')), el('p', {}, said(plan.nesting, 'note')),
      el('table', { class: 'facts' },
        el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, t('result.stage')), el('th', { scope: 'col' }, t('result.stage_cost')))),
        el('tbody', {}, steps.map((step) => el('tr', {}, el('th', { scope: 'row' }, step.k), el('td', {}, `${decimal(step.cost_percent, 2)} %`))))));
  }

  function downloads() {
    const file = (format, text, more) => el('a', { class: 'small', href: fileOf(plan.id, format, more), ...(format === 'html' ? { target: '_blank', rel: 'noopener' } : { download: '' }) }, text);
    return el('section', { class: 'tight' },
      el('div', { class: 'row' }, share(plan)),
      el('div', { class: 'row', role: 'group', 'aria-label': t('download.label') },
        file('csv', 'CSV'), file('geojson', 'GeoJSON'), file('html', t('download.report'), `&lang=${document.documentElement.lang.slice(0, 2)}`)));
  }

  function row(site) {
    const where = [site.district, site.province, site.department].filter(Boolean).join(', ');
    const notes = [site.must_have && t('result.must_have'), site.urban && t('result.urban')].filter(Boolean).join(', ');
    return [el('tr', { 'data-site': site.id },
      el('td', {}, el('span', { class: 'disc' }, site.rank)),
      el('td', {}, el('strong', {}, site.name), el('small', {}, where, notes && ` · ${notes}`)),
      el('td', { class: 'number' }, `+${count(site.newly_reached_people)}`)),
    el('tr', { class: 'told' },
      el('td', { colspan: 3 }, el('span', { lang: 'es' }, unbroken(site.reason_sms)),
        el('div', { class: 'row' },
          el('button', { type: 'button', class: 'small', 'aria-label': t('result.why_name', { name: site.name }), onclick: () => onWhy(site.id) }, t('result.why')),
          el('button', { type: 'button', class: 'small', 'aria-label': t('mark.exclude_and_plan', { name: site.name }), onclick: () => onExclude(site) }, t('mark.exclude')))))];
  }

  function table() {
    if (!plan.sites.length) return el('p', { class: 'notice' }, t('result.nobody'));
    return el('table', { class: 'sites' },
      el('caption', {}, el('h3', {}, t('result.sites')), el('span', { class: 'fine' }, t('result.total'))),
      el('thead', {}, el('tr', {}, ['rank', 'place', 'new_people'].map((name) => el('th', { scope: 'col' }, t(`result.${name}`))))),
      el('tbody', {}, plan.sites.map(row).flat()));
  }

  function answer() {
    const region = regionName(plan.region?.id ?? plan.request?.region ?? '');
    const sites = plan.sites.length;
    const drawn = chart(plan);
    return [
      el('h2', { tabindex: -1 }, t(sites === 1 ? 'result.heading_one' : 'result.heading', { count: sites, region })),
      el('p', { class: 'fine' }, t(`problem.${plan.problem}`)),
      figures(), quality(),
      drawn && el('section', { class: 'box' }, el('h3', {}, t('result.chart')), drawn, el('p', { class: 'fine' }, t('result.chart_y'))),
      comparison(), nesting(), downloads(), table(),
      el('p', { class: 'fine' }, t('result.versions', { model: plan.versions.model, data: plan.versions.data, hubs: plan.versions.hubs_as_of })),
    ];
  }

  function trouble() {
    const impossible = problem.code === 'infeasible';
    const conflicts = problem.conflicts.map((row) => el('li', {}, said(row, 'text')));
    return [el('div', { class: 'notice failure', role: 'alert' },
      el('h2', { tabindex: -1 }, t(impossible ? 'infeasible.title' : 'error.title')),
      el('p', {}, problem.words),
      conflicts.length > 0 && el('p', {}, t('infeasible.help')),
      conflicts.length > 0 && el('ul', {}, conflicts)),
    el('button', { type: 'button', class: 'button second', onclick: onForm }, t('run.to_form'))];
  }

  function render() {
    const nothing = [el('p', { class: 'notice' }, t('run.none')), el('button', { type: 'button', class: 'button second', onclick: onForm }, t('run.to_form'))];
    const content = problem ? trouble() : plan ? answer() : nothing;
    root.replaceChildren(el('div', { class: 'stack' }, content.filter(Boolean)));
  }

  onLanguage(render);

  return {
    render,
    show(given) {
      [plan, problem] = [given, null];
      render();
    },
    fail(given) {
      [plan, problem] = [null, given];
      render();
    },
    clear() {
      [plan, problem] = [null, null];
      render();
    },
    plan: () => plan,
    focus: () => root.querySelector('h2')?.focus({ preventScroll: true }),
  };
}
