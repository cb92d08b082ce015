// Comforts of the resources' pages: fields by kind, marks, and a text kept from a session that ends.

// A field that a kind does not have is hidden, unless something is written in it.
const kind = document.querySelector('#kind');
const parts = document.querySelectorAll('[data-kinds]');
function filledIn(part) {
  const fields = part.querySelectorAll('input:not([type="checkbox"]), textarea');
  return [...fields].some((field) => field.value.trim());
}
function fitKind() {
  for (const part of parts) {
    const fits = !kind.value || part.dataset.kinds.split(' ').includes(kind.value);
    part.hidden = !fits && !filledIn(part);
  }
}
if (kind) {
  kind.addEventListener('change', fitKind);
  fitKind();
}

// One mark for all of a page.
const all = document.querySelector('#mark-page');
if (all) {
  all.hidden = document.querySelector('[data-marks-words]').hidden = false;
  all.addEventListener('change', () => {
    for (const one of document.querySelectorAll(`input[name="${all.dataset.marks}"]`)) one.checked = all.checked;
  });
}

// What is typed stays in this tab until it was saved; signing out clears it (console.js).
const form = document.querySelector('form[data-keep]');
const sent = sessionStorage.getItem('kept-sent');
if (sent && document.querySelector('.flash.done')) sessionStorage.removeItem(sent);
// While somebody chooses between two texts, it is not saved yet.
if (!document.querySelector('[data-choosing]')) sessionStorage.removeItem('kept-sent');
if (form) {
  const key = `kept:${form.dataset.keep}:${location.pathname}`;
  const named = () => [...form.elements].filter((one) => one.name && one.name !== 'csrf_token' && one.type !== 'submit');
  const read = () => Object.fromEntries(named().map((one) => [one.name, one.type === 'checkbox' ? one.checked : one.value]));
  const visible = (values) => JSON.stringify({ ...values, version: '', revision: '', opened: '' });
  const first = visible(read());
  const kept = sessionStorage.getItem(key);
  let timer;
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => sessionStorage.setItem(key, JSON.stringify(read())), 300);
  });
  form.addEventListener('submit', () => {
    clearTimeout(timer);
    sessionStorage.setItem(key, JSON.stringify(read()));
    sessionStorage.setItem('kept-sent', key);
  });
  if (kept && visible(JSON.parse(kept)) !== first) offer(JSON.parse(kept), key, named);
}
function offer(values, key, named) {
  const notice = document.querySelector('#kept');
  notice.hidden = false;
  document.querySelector('#kept-use').addEventListener('click', () => {
    // With the version that it was typed on: what others saved since is shown before it is saved.
    for (const one of named()) {
      if (!(one.name in values)) continue;
      if (one.type === 'checkbox') one.checked = values[one.name];
      else one.value = values[one.name];
    }
    fitKind();
    notice.hidden = true;
  });
  document.querySelector('#kept-drop').addEventListener('click', () => {
    sessionStorage.removeItem(key);
    notice.hidden = true;
  });
}
