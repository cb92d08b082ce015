// Requests to the service. What goes wrong is a Problem with a code that the texts know.

import { has, language, t } from './i18n.js';

export class Problem extends Error {
  constructor(code, body = {}, retryAfterS = 0) {
    super(body.detail ?? code);
    this.code = code;
    this.errors = body.errors ?? {};
    this.detail = body.detail ?? '';
    this.detailEn = this.errors.detail_en ?? body.detail_en ?? '';
    this.conflicts = this.errors.conflicts ?? body.conflicts ?? [];
    this.retryAfterS = retryAfterS;
  }

  // The service's own words where it speaks both languages, else the page's for the code.
  get words() {
    if (this.detailEn) return language() === 'en' ? this.detailEn : this.detail;
    if (has(`error.${this.code}`)) return t(`error.${this.code}`);
    return (language() === 'es' && this.detail) || t('error.unknown');
  }
}

export async function ask(url, options = {}) {
  let response;
  try {
    response = await fetch(url, options);
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Problem('network');
  }
  const retryAfterS = Number(response.headers.get('Retry-After')) || 0;
  const body = response.status === 204 ? null : await response.json().catch(() => ({}));
  if (!response.ok) throw new Problem(body.code ?? 'unknown', body, retryAfterS);
  return { body, status: response.status, retryAfterS };
}

export const get = async (url, options) => (await ask(url, options)).body;
