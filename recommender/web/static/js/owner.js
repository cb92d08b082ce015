// The secret by which the service knows whose plans are whose. It never leaves this browser
// but in the header of requests about plans.

const KEY = 'techhub.plan-owner';
let secret = '';

export function owner() {
  if (secret) return secret;
  secret = read() || made();
  try {
    localStorage.setItem(KEY, secret);
  } catch {
    // Without storage the list of plans lasts as long as the page.
  }
  return secret;
}

function read() {
  try {
    const kept = localStorage.getItem(KEY) ?? '';
    return /^[A-Za-z0-9_-]{16,128}$/.test(kept) ? kept : '';
  } catch {
    return '';
  }
}

function made() {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
