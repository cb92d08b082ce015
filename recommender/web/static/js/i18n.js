// The texts of the page in the chosen language, and numbers as they are read in Peru.

const LANGUAGES = { es: 'es-PE', en: 'en' };
const texts = {};
const listeners = [];
let current = 'es';

export const language = () => current;
export const onLanguage = (listener) => listeners.push(listener);

export async function useLanguage(wanted) {
  const name = wanted in LANGUAGES ? wanted : 'es';
  if (!texts[name]) texts[name] = await (await fetch(`/web/i18n/${name}.json`)).json();
  current = name;
  document.documentElement.lang = LANGUAGES[name];
  translate(document);
  listeners.forEach((listener) => listener());
}

export function askedLanguage() {
  return new URLSearchParams(location.search).get('lang') === 'en' ? 'en' : 'es';
}

export async function toggleLanguage() {
  await useLanguage(current === 'es' ? 'en' : 'es');
  const url = new URL(location.href);
  if (current === 'en') url.searchParams.set('lang', 'en');
  else url.searchParams.delete('lang');
  history.replaceState(null, '', url);
}

// The button that changes the language, named in the language that it leads to.
export function languageButton(button) {
  const name = () => {
    button.textContent = t('language.other');
    button.setAttribute('aria-label', t('language.label'));
    button.lang = current === 'es' ? 'en' : 'es';
  };
  button.addEventListener('click', toggleLanguage);
  onLanguage(name);
}

export function has(key) {
  return key in (texts[current] ?? {});
}

export function t(key, values = {}) {
  const text = texts[current]?.[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

// What the service says in both languages; Spanish where it says nothing in English.
export function said(object, field) {
  return (current === 'en' && object?.[`${field}_en`]) || object?.[field] || '';
}

export function translate(root) {
  for (const node of root.querySelectorAll('[data-i18n]')) node.textContent = t(node.dataset.i18n);
  for (const node of root.querySelectorAll('[data-i18n-label]')) node.setAttribute('aria-label', t(node.dataset.i18nLabel));
  for (const node of root.querySelectorAll('[data-i18n-placeholder]')) node.placeholder = t(node.dataset.i18nPlaceholder);
  const title = root.querySelector?.('h1[data-i18n]');
  if (title) document.title = title.textContent;
}

// Text from the service, whose numbers must not be torn at the end of a line.
export const unbroken = (text) => text.replace(/(\d) (?=\d{3}\b|km\b|%|m\b)/g, '$1\u00a0');

// 48 000 in Spanish, 48,000 in English.
export function count(value) {
  const separator = current === 'es' ? '\u00a0' : ',';
  return String(Math.round(value)).replace(/\B(?=(\d{3})+(?!\d))/g, separator).replace('-', '−');
}

export function signed(value, decimals = 0) {
  const text = decimals ? decimal(Math.abs(value), decimals) : count(Math.abs(value));
  return `${value > 0 ? '+' : value < 0 ? '−' : '±'}${text}`;
}

export function decimal(value, decimals = 1) {
  const [whole, rest] = Math.abs(value).toFixed(decimals).split('.');
  const trimmed = rest?.replace(/0+$/, '');
  return `${value < 0 ? '−' : ''}${count(Number(whole))}${trimmed ? `.${trimmed}` : ''}`;
}
