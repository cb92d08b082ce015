// Plans over HTTP: ask for one, wait for it, list, compare, delete.

import { ask, get, Problem } from './api.js';
import { owner } from './owner.js';

const SOONEST_S = 0.5;
const LATEST_S = 5;

const headers = () => ({ 'Plan-Owner': owner() });
const address = (id) => `/v1/plans/${encodeURIComponent(id)}`;

export const fileOf = (id, format, more = '') => `${address(id)}?format=${format}${more}`;

// Ask for a plan and return it when it is done; `onPending` hears of each answer before.
export async function makePlan(request, onPending, signal) {
  const answer = await ask('/v1/plans', {
    method: 'POST',
    headers: { ...headers(), 'Content-Type': 'application/json' },
    body: JSON.stringify(request),
    signal,
  });
  return settled(answer, onPending, signal);
}

// Return a plan by its id or code, waiting where it is still being made.
export async function openPlan(id, onPending, signal) {
  return settled(await ask(address(id.trim()), { headers: headers(), signal }), onPending, signal);
}

async function settled(first, onPending, signal) {
  let answer = first;
  while (answer.body.status === 'running') {
    onPending(answer.body);
    const wait = Math.min(Math.max(answer.retryAfterS, SOONEST_S), LATEST_S);
    await pause(wait * 1000, signal);
    answer = await ask(address(answer.body.id), { headers: headers(), signal });
  }
  if (answer.body.status === 'infeasible') throw new Problem('infeasible', answer.body);
  if (answer.body.status === 'failed') throw new Problem('plan_failed', answer.body);
  return answer.body;
}

function pause(ms, signal) {
  return new Promise((resolve, reject) => {
    const stop = () => reject(new DOMException('stopped', 'AbortError'));
    if (signal?.aborted) stop();
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      stop();
    }, { once: true });
  });
}

export const listPlans = (offset, limit) => get(`/v1/plans?limit=${limit}&offset=${offset}`, { headers: headers() });
export const comparePlans = (a, b) => get(`${address(a)}/compare/${encodeURIComponent(b)}`, { headers: headers() });
export const deletePlan = (id) => ask(address(id), { method: 'DELETE', headers: headers() });
