// A plan's link and its short code.

import { announce, el } from './dom.js';
import { t } from './i18n.js';

export const planInAddress = () => /^#plan=([\w-]{4,64})$/.exec(location.hash)?.[1] ?? '';

export function putInAddress(id) {
  const url = new URL(location.href);
  url.hash = id ? `plan=${id}` : '';
  history.replaceState(null, '', id ? url : url.href.replace(/#$/, ''));
}

export function linkTo(id) {
  const url = new URL('/', location.href);
  url.hash = `plan=${id}`;
  return url.href;
}

export function share(plan) {
  const shown = el('span', { class: 'fine' }, plan.code ? t('share.code', { code: plan.code }) : '');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(linkTo(plan.id));
      announce(t('share.copied'));
      button.textContent = t('share.copied');
    } catch {
      // Without the clipboard the link is shown to be copied by hand.
      shown.replaceChildren(t('share.copy_this'), ' ', el('a', { href: linkTo(plan.id) }, linkTo(plan.id)));
    }
  };
  const button = el('button', { type: 'button', class: 'small', onclick: copy }, t('share.link'));
  return [button, shown];
}
