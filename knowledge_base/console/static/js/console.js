// Small comforts; every page works without this file.

// The menu is folded on a phone and open where there is room.
const menu = document.querySelector('.menu');
const roomy = matchMedia('(min-width: 56rem)');
function fold() {
  if (menu) menu.open = roomy.matches;
}
roomy.addEventListener('change', fold);
fold();

// A form that cannot be undone asks first.
document.addEventListener('submit', (event) => {
  const question = event.target.dataset.confirm;
  if (question && !window.confirm(question)) event.preventDefault();
});

// What was not taken is told where the eye and the screen reader are.
document.querySelector('[data-focus]')?.focus();

// htmx sends the token of the page, as forms do.
document.addEventListener('htmx:configRequest', (event) => {
  const token = document.querySelector('input[name="csrf_token"]');
  if (token && event.detail.verb !== 'get') event.detail.headers['X-CSRFToken'] = token.value;
});

// Whoever signs out leaves nothing of what was typed to the next person at this computer.
document.addEventListener('submit', (event) => {
  if (!(event.target.getAttribute('action') || '').endsWith('/sign-out')) return;
  Object.keys(sessionStorage).filter((key) => key.startsWith('kept')).forEach((key) => sessionStorage.removeItem(key));
});
