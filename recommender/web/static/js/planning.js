// From the form to a plan that is shown: send, wait, tell how far it is, show what comes.

import { announce } from './dom.js';
import { count, said, t } from './i18n.js';
import { makePlan, openPlan } from './plan_client.js';

const TICK_MS = 1000;

export function planning({ form, onPlan, onProblem }) {
  let running = null;

  async function run(start) {
    running?.abort();
    const own = new AbortController();
    running = own;
    const began = Date.now();
    let pending = null;
    const tell = () => {
      const seconds = Math.round((Date.now() - began) / 1000);
      const step = said(pending?.progress, 'step');
      const text = pending ? [step, t('run.waiting', { seconds })].filter(Boolean).join(' · ') : t('run.sending');
      form.progress({ text, fraction: pending?.progress?.fraction });
    };
    tell();
    announce(t('run.sending'));
    const timer = setInterval(tell, TICK_MS);
    let last = '';
    const onPending = (now) => {
      pending = now;
      tell();
      const step = said(now.progress, 'step');
      // Each step is spoken once, not each second.
      if (step && step !== last) announce(step);
      last = step;
    };
    try {
      const plan = await start(onPending, own.signal);
      if (running !== own) return null;
      finish(timer);
      announce(t('run.done', { count: plan.sites.length, people: count(plan.newly_covered_people) }));
      onPlan(plan);
      return plan;
    } catch (error) {
      clearInterval(timer);
      if (running !== own) return null;
      finish(timer);
      if (error.name === 'AbortError') announce(t('run.stopped'));
      else if (error.words) onProblem(error);
      else throw error;
      return null;
    }
  }

  function finish(timer) {
    clearInterval(timer);
    running = null;
    form.progress(null);
  }

  return {
    make: (request) => run((onPending, signal) => makePlan(request, onPending, signal)),
    open: (id) => run((onPending, signal) => openPlan(id, onPending, signal)),
    cancel: () => running?.abort(),
  };
}
