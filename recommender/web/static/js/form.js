// The form of a plan: only what the chosen problem uses is shown.

import { el } from './dom.js';
import { decimal, onLanguage, t } from './i18n.js';
import { DEFAULTS, misfits, RANGES } from './request.js';

const PROBLEMS = ['mclp', 'lscp', 'p-median'];
// The fields of the contract that go by another name here.
const SHOWN_AS = { at_least: 'at_least_sites', region: 'department' };

export function form(root, { regions, marks, onPlan, onCancel, onChange, onReset }) {
  let values = { ...DEFAULTS };
  let wrong = {};
  let running = null;

  const set = (name, value, again = false) => {
    values[name] = value;
    delete wrong[name];
    onChange(values);
    if (again) render(name);
  };

  function field(name, control, hint) {
    control.id = `field-${name}`;
    const notes = [hint && [`hint-${name}`, 'hint', hint], wrong[name] && [`wrong-${name}`, 'wrong', wrong[name]]].filter(Boolean);
    if (notes.length) control.setAttribute('aria-describedby', notes.map(([id]) => id).join(' '));
    if (wrong[name]) control.setAttribute('aria-invalid', 'true');
    return el('div', { class: 'field', 'data-field': name },
      el('label', { for: control.id }, t(name === 'at_least_level' ? 'form.at_least' : `form.${name}`)),
      control,
      notes.map(([id, kind, text]) => el('span', { id, class: kind }, text)));
  }

  function number(name, hint) {
    const [low, high, whole] = RANGES[name];
    return field(name, el('input', {
      name, type: 'number', inputmode: whole ? 'numeric' : 'decimal', min: low, max: high, step: whole ? 1 : 'any',
      value: values[name], oninput: (event) => set(name, event.target.value),
    }), hint);
  }

  function select(name, options) {
    const control = el('select', { name, onchange: () => set(name, control.value, name === 'at_least_level') },
      options.map(([value, text]) => el('option', { value }, text)));
    control.value = values[name];
    return field(name, control);
  }

  function tick(name, hint) {
    const input = el('input', { type: 'checkbox', name, checked: values[name], onchange: () => set(name, input.checked) });
    return el('label', { class: 'tick', 'data-field': name }, input, el('span', {}, t(`form.${name}`), hint && el('span', { class: 'hint' }, ` ${hint}`), wrong[name] && el('span', { class: 'wrong' }, ` ${wrong[name]}`)));
  }

  function problem() {
    return el('fieldset', { 'data-field': 'problem' }, el('legend', {}, t('form.problem')), PROBLEMS.map((name) => el('label', { class: 'choice' },
      el('input', { type: 'radio', name: 'problem', value: name, checked: values.problem === name, onchange: () => set('problem', name, true) }),
      el('span', {}, t(`problem.${name}`), el('small', {}, t(`problem.${name}.detail`))))));
  }

  function howMany() {
    if (values.problem === 'lscp') {
      return el('fieldset', {}, el('legend', { class: 'unseen' }, t('form.share_percent')), number('share_percent', t('form.share_hint')), number('k_cap'));
    }
    const by = (name) => el('label', {},
      el('input', { type: 'radio', name: 'by', value: name, checked: values.by === name, onchange: () => set('by', name, true) }),
      el('span', {}, t(`form.by_${name}`)));
    return el('fieldset', {}, el('legend', {}, t('form.how_many')),
      el('div', { class: 'switch' }, by('k'), by('budget')),
      values.by === 'k' ? number('k') : el('div', { class: 'tight' }, el('div', { class: 'pair' }, number('budget'), number('site_cost')), el('p', { class: 'hint' }, t('form.budget_hint'))));
  }

  function chips(mark, title) {
    const places = marks.all(mark);
    const chip = (place) => el('li', { class: `chip ${mark}` }, el('span', {}, place.name),
      el('button', { type: 'button', 'aria-label': t('mark.remove', { name: place.name }), onclick: () => marks.set(place, null) }, '×'));
    const name = { must: 'must_have', not: 'forbidden', has: 'existing' }[mark];
    return el('div', { class: 'tight', 'data-field': name }, el('h3', {}, title),
      places.length ? el('ul', { class: 'chips' }, places.map(chip)) : el('p', { class: 'fine' }, t('form.none')),
      wrong[name] && el('p', { class: 'wrong' }, wrong[name]));
  }

  function conditions() {
    const levels = ['', 'department', 'province'].map((level) => [level, t(`form.at_least.${level || 'none'}`)]);
    const groups = ['', 'youth', 'people'].map((group) => [group, t(`form.demand.${group || 'default'}`)]);
    const inside = el('div', {},
      values.problem !== 'lscp' && select('demand', groups),
      values.problem !== 'lscp' && tick('need_weights', t('form.need_hint')),
      values.problem !== 'lscp' && tick('towns_first', t('form.towns_hint')),
      tick('one_per_district'),
      el('div', { class: 'tight', 'data-field': 'at_least' }, select('at_least_level', levels), values.at_least_level && number('at_least_sites')),
      number('capacity', t('form.capacity_hint')),
      values.problem !== 'lscp' && values.by === 'k' && tick('nested'));
    const box = el('details', { class: 'more', ontoggle: () => { opened = box.open; } }, el('summary', {}, t('form.more')), inside);
    box.open = opened || ['demand', 'need_weights', 'one_per_district', 'at_least_sites', 'capacity', 'nested'].some((name) => wrong[name]);
    return box;
  }
  let opened = false;

  function buttons() {
    if (!running) {
      return el('div', { class: 'actions' },
        el('button', { class: 'button', type: 'submit' }, t('form.submit')),
        el('button', { class: 'button second', type: 'button', onclick: reset }, t('form.reset')));
    }
    const bar = el('progress', { max: 1, 'aria-label': running.text });
    if (running.fraction !== undefined) bar.value = running.fraction;
    return el('div', { class: 'running' }, el('span', { 'data-part': 'step' }, running.text), bar,
      el('button', { class: 'small', type: 'button', onclick: onCancel }, t('form.cancel')));
  }

  function submit(event) {
    event.preventDefault();
    wrong = Object.fromEntries(misfits(values).map((name) => {
      const [low, high, whole] = RANGES[name];
      return [name, t(whole ? 'form.whole' : 'form.number', { low: decimal(low, 2), high: decimal(high, 2) })];
    }));
    if (Object.keys(wrong).length) {
      render();
      root.querySelector('[aria-invalid="true"]')?.focus();
      return;
    }
    onPlan({ ...values, region: regions.value() });
  }

  function reset() {
    values = { ...DEFAULTS };
    wrong = {};
    marks.clear();
    regions.set('');
    onReset();
    onChange(values);
    render('department');
  }

  function render(focus) {
    const held = focus ?? (root.contains(document.activeElement) ? document.activeElement.name : '');
    regions.render();
    root.replaceChildren(el('form', { class: 'form', novalidate: true, onsubmit: submit },
      el('fieldset', {}, el('legend', {}, t('form.region')),
        el('div', { class: 'pair' }, field('department', regions.department), field('province', regions.province))),
      problem(),
      howMany(),
      number('radius_km', t('form.radius_hint')),
      el('fieldset', {}, el('legend', {}, t('form.marks')), el('p', { class: 'hint' }, t('form.marks_hint')),
        el('div', { class: 'pair top' }, chips('must', t('form.must_have')), chips('not', t('form.forbidden'))),
        marks.all('has').length > 0 && chips('has', t('form.existing'))),
      conditions(),
      buttons()));
    if (!held) return;
    const same = [...root.querySelectorAll(`[name="${held}"]`)];
    (same.find((node) => node.checked) ?? same[0])?.focus({ preventScroll: true });
  }

  onLanguage(() => render());

  return {
    render: () => render(),
    values: () => ({ ...values, region: regions.value() }),
    load(given) {
      values = { ...DEFAULTS, ...given };
      wrong = {};
      render();
      onChange(values);
    },
    // Show what runs; null ends it.
    progress(now) {
      running = now;
      const box = root.querySelector('.actions, .running');
      if (box) box.replaceWith(buttons());
    },
    // Mark fields by what the service says of them.
    mark(errors) {
      wrong = {};
      for (const [name, said] of Object.entries(errors)) {
        const text = Array.isArray(said) ? said.flat().join(' ') : typeof said === 'string' ? said : JSON.stringify(said);
        wrong[name === 'k' && values.problem === 'lscp' ? 'k_cap' : SHOWN_AS[name] ?? name] = text;
      }
      render();
    },
  };
}
