// The two selects that name a region: a department, then one of its provinces.

import { get } from './api.js';
import { el } from './dom.js';
import { t } from './i18n.js';

export function regions(onChange) {
  let departments = [];
  const department = el('select', { name: 'department', onchange: () => changed(department.value) });
  const province = el('select', { name: 'province', onchange: () => changed(province.value || department.value) });

  const option = ({ id, name }) => el('option', { value: id }, name);

  function fill(region) {
    department.replaceChildren(el('option', { value: '' }, t('form.peru')), ...departments.map(option));
    department.value = region.slice(0, 2);
    const within = departments.find(({ id }) => id === department.value)?.provinces ?? [];
    province.replaceChildren(el('option', { value: '' }, t('form.all_provinces')), ...within.map(option));
    province.value = region.length >= 4 ? region.slice(0, 4) : '';
    province.disabled = within.length === 0;
  }

  function changed(region) {
    fill(region);
    onChange(region);
  }

  const value = () => province.value || department.value;

  return {
    department,
    province,
    value,
    set: changed,
    render: () => fill(value()),
    async load() {
      departments = (await get('/v1/map/regions')).departments;
      fill(value());
    },
    name(region) {
      const one = departments.find(({ id }) => id === (region ?? '').slice(0, 2));
      if (!one) return t('form.peru');
      const inner = one.provinces.find(({ id }) => id === region.slice(0, 4));
      return inner ? `${inner.name}, ${one.name}` : one.name;
    },
  };
}
