// What is shown once can be copied by a button; without this file it is selected and copied by hand.
const secret = document.querySelector('[data-select]');
const copy = document.querySelector('[data-copy]');

secret?.addEventListener('focus', () => secret.select());

if (copy && navigator.clipboard) {
  copy.hidden = false;
  copy.addEventListener('click', async () => {
    const told = copy.parentElement.querySelector('[data-copied]');
    try {
      await navigator.clipboard.writeText(secret.value);
      told.textContent = told.dataset.copied;
    } catch {
      secret.focus();
    }
  });
}
