// What the form holds turned into a request, and a plan's request turned into the form.
// What is left at its default is not sent: the service knows its own defaults.

export const DEFAULTS = {
  problem: 'mclp', by: 'k', k: 5, k_cap: '', budget: 10, site_cost: 1, share_percent: 60, radius_km: 5, region: '',
  demand: '', need_weights: true, one_per_district: false, at_least_level: '', at_least_sites: 1, capacity: '', nested: false, towns_first: false,
};

// Field of the form: lowest, highest, whether whole, whether it may be empty.
export const RANGES = {
  k: [1, 200, true, false],
  k_cap: [1, 200, true, true],
  budget: [0.01, 1e9, false, false],
  site_cost: [0.01, 1e9, false, false],
  share_percent: [0.1, 100, false, false],
  radius_km: [0.5, 50, false, false],
  at_least_sites: [1, 20, true, false],
  capacity: [1, 10_000_000, true, true],
};

// The fields that a problem uses, so that what is hidden is neither checked nor sent.
export function used(values) {
  const lscp = values.problem === 'lscp';
  const byBudget = !lscp && values.by === 'budget';
  return new Set([
    'radius_km', 'capacity',
    ...(lscp ? ['share_percent', 'k_cap'] : byBudget ? ['budget', 'site_cost'] : ['k']),
    ...(values.at_least_level ? ['at_least_sites'] : []),
  ]);
}

// The fields whose figure does not fit, by name.
export function misfits(values) {
  return [...used(values)].filter((name) => {
    const [low, high, whole, mayBeEmpty] = RANGES[name];
    const text = String(values[name]).trim();
    if (text === '') return !mayBeEmpty;
    const number = Number(text);
    return !Number.isFinite(number) || number < low || number > high || (whole && !Number.isInteger(number));
  });
}

export function toRequest(values, mustHave, forbidden, existing = []) {
  const fields = used(values);
  const number = (name) => (fields.has(name) && String(values[name]).trim() !== '' ? Number(values[name]) : undefined);
  const request = {
    problem: values.problem,
    k: number('k') ?? number('k_cap'),
    share_percent: number('share_percent'),
    budget: number('budget'),
    site_cost: number('site_cost') === 1 ? undefined : number('site_cost'),
    radius_km: number('radius_km'),
    region: values.region || undefined,
    demand: values.demand || undefined,
    need_weights: values.need_weights ? undefined : false,
    one_per_district: values.one_per_district || undefined,
    at_least: values.at_least_level ? { level: values.at_least_level, sites: number('at_least_sites') } : undefined,
    capacity: number('capacity'),
    nested: values.nested || undefined,
    towns_first: (values.problem !== 'lscp' && number('capacity') === undefined && values.towns_first) || undefined,
    must_have: mustHave.length ? mustHave : undefined,
    forbidden: forbidden.length ? forbidden : undefined,
    existing: existing.length ? existing : undefined,
  };
  return Object.fromEntries(Object.entries(request).filter(([, value]) => value !== undefined));
}

export function fromPlan(plan) {
  const asked = { ...plan, ...plan.request };
  const region = asked.region?.id ?? asked.region ?? '';
  const budget = asked.budget ?? null;
  return {
    ...DEFAULTS,
    problem: asked.problem,
    by: budget === null ? 'k' : 'budget',
    k: asked.problem === 'lscp' ? DEFAULTS.k : asked.k ?? DEFAULTS.k,
    k_cap: asked.problem === 'lscp' ? plan.request?.k ?? '' : '',
    budget: budget ?? DEFAULTS.budget,
    site_cost: asked.site_cost ?? DEFAULTS.site_cost,
    share_percent: asked.share_percent ?? DEFAULTS.share_percent,
    radius_km: asked.radius_km ?? DEFAULTS.radius_km,
    region: region.slice(0, 4),
    demand: plan.request?.demand ?? '',
    need_weights: asked.need_weights ?? true,
    one_per_district: asked.one_per_district ?? false,
    at_least_level: asked.at_least?.level ?? '',
    at_least_sites: asked.at_least?.sites ?? 1,
    capacity: asked.capacity ?? '',
    nested: plan.request?.nested ?? false,
    towns_first: plan.request?.towns_first ?? false,
  };
}
