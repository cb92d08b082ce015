// The plans made in this browser: open, compare two, delete, or open any by its code.

import { announce, el, refill } from './dom.js';
import { comparison } from './compare.js';
import { count, decimal, onLanguage, t } from './i18n.js';
import { comparePlans, deletePlan, listPlans } from './plan_client.js';

const PAGE = 20;

export function myPlans(root, { regionName, onOpen, onCompared, onWhy }) {
  let plans = [];
  let more = false;
  let trouble = null;
  let compared = null;
  let chosen = [];
  let sure = '';

  async function load(from = 0) {
    try {
      const found = (await listPlans(from, PAGE)).plans;
      plans = from ? [...plans, ...found] : found;
      more = found.length === PAGE;
      trouble = null;
    } catch (error) {
      plans = from ? plans : [];
      trouble = error;
    }
    render();
  }

  function name(plan) {
    const size = plan.problem === 'lscp' ? '' : ` · k = ${plan.k}`;
    return `${regionName(plan.region?.id ?? plan.region ?? '')} · ${t(`problem.short.${plan.problem}`)}${size} · ${decimal(plan.radius_km)} km`;
  }

  function state(plan) {
    if (plan.status !== 'done') return t(`mine.${plan.status}`);
    return t('mine.people', { people: count(plan.newly_covered_people ?? 0) });
  }

  function row(plan) {
    const box = el('input', {
      type: 'checkbox', 'data-key': `choose-${plan.id}`, checked: chosen.includes(plan.id), disabled: plan.status !== 'done',
      'aria-label': t('mine.choose', { name: name(plan) }),
      onchange: () => {
        chosen = box.checked ? [...chosen, plan.id].slice(-2) : chosen.filter((id) => id !== plan.id);
        render();
      },
    });
    return el('li', { class: 'plan-row' }, box,
      el('div', {}, el('strong', {}, name(plan)), el('div', { class: 'fine' }, `${state(plan)} · ${day(plan.created_at)}${plan.code ? ` · ${plan.code}` : ''}`)),
      el('span', { class: chosen.includes(plan.id) ? 'badge' : '' }, chosen.includes(plan.id) ? 'AB'[chosen.indexOf(plan.id)] : ''),
      el('div', { class: 'row' },
        el('button', { type: 'button', class: 'small', onclick: () => onOpen(plan.id) }, t('mine.open')),
        el('button', { type: 'button', class: 'small', 'data-key': `delete-${plan.id}`, onclick: () => remove(plan.id) }, t(sure === plan.id ? 'mine.delete_sure' : 'mine.delete'))));
  }

  async function remove(id) {
    if (sure !== id) {
      sure = id;
      render();
      return;
    }
    try {
      await deletePlan(id);
      chosen = chosen.filter((one) => one !== id);
      await load();
    } catch (error) {
      trouble = error;
      render();
    }
  }

  async function compare() {
    try {
      const found = await comparePlans(...chosen);
      compared = found;
      onCompared(found);
      announce(t('compare.heading'));
      render();
      root.querySelector('h2')?.focus({ preventScroll: true });
    } catch (error) {
      trouble = error;
      render();
    }
  }

  function byCode() {
    const input = el('input', { name: 'code', maxlength: 40, autocomplete: 'off', spellcheck: 'false', 'aria-describedby': 'code-hint' });
    return el('form', {
      class: 'field',
      onsubmit: (event) => {
        event.preventDefault();
        if (input.value.trim()) onOpen(input.value.trim());
      },
    }, el('label', {}, t('mine.code'), el('span', { class: 'row' }, input)), el('span', { class: 'hint', id: 'code-hint' }, t('mine.code_hint')),
    el('button', { class: 'small' }, t('mine.open')));
  }

  function list() {
    return [
      el('h2', {}, t('mine.heading')),
      trouble && el('p', { class: 'notice', role: 'status' }, ['not_found', 'method_not_allowed', 'unknown_plan', 'unknown'].includes(trouble.code) && !plans.length ? t('mine.unavailable') : trouble.words),
      !trouble && !plans.length && el('p', { class: 'notice' }, t('mine.none')),
      plans.length > 0 && el('ul', { class: 'plain-list' }, plans.map(row)),
      more && el('button', { type: 'button', class: 'small', onclick: () => load(plans.length) }, t('mine.more')),
      plans.length > 1 && el('div', { class: 'tight' },
        el('button', { type: 'button', class: 'button', disabled: chosen.length !== 2, onclick: compare }, t('mine.compare')),
        el('p', { class: 'hint' }, t('mine.compare_hint'))),
      byCode(),
      el('p', { class: 'fine' }, t('mine.note')),
    ];
  }

  function render() {
    const back = () => {
      compared = null;
      onCompared(null);
      render();
    };
    const content = compared ? comparison(compared, { name, onWhy, onBack: back }) : list();
    refill(root, el('div', { class: 'stack' }, content.filter(Boolean)));
  }

  onLanguage(render);
  return { load, render };
}

const day = (created) => (created ?? '').slice(0, 16).replace('T', ' ');
