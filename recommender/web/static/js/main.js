// Puts the parts of the page together.

import { get } from './api.js';
import { part } from './dom.js';
import { form as makeForm } from './form.js';
import { hubs as makeHubs } from './hubs.js';
import { askedLanguage, languageButton, t, useLanguage } from './i18n.js';
import { layers as makeLayers } from './layers.js';
import { fit, lookAt, makeMap, PERU } from './map.js';
import { marks as makeMarks } from './marks.js';
import { myPlans } from './my_plans.js';
import { outlines as makeOutlines } from './outlines.js';
import { sheet as makeSheet, tabs } from './panel.js';
import { places as makePlaces } from './places.js';
import { planning as makePlanning } from './planning.js';
import { regions as makeRegions } from './regions.js';
import { fromPlan, toRequest } from './request.js';
import { result as makeResult } from './result.js';
import { planInAddress, putInAddress } from './share.js';
import { search } from './search.js';
import { sites as makeSites } from './sites.js';
import { tiles as makeTiles } from './tiles.js';
import { why as makeWhy } from './why.js';

const NEAREST_FROM_ZOOM = 9;
const root = (name) => document.getElementById(`view-${name}`);

languageButton(part('language'));
const sheet = makeSheet();
if (matchMedia('(min-width: 50.01rem)').matches) part('layers').open = true;
const map = makeMap();
const outlines = makeOutlines(map, failed);
const places = makePlaces(map, { onPlace: openPlace, onView: () => why.viewChanged(), onFailure: failed });
const hubs = makeHubs(map);
const sites = makeSites(map, { onPlace: openPlace });
const marks = makeMarks(map, { onPlace: openPlace, onChange: () => form.render() });
const tiles = makeTiles(map);

const regions = makeRegions(chooseRegion);
const form = makeForm(root('plan'), {
  regions,
  marks,
  onPlan: (values) => planning.make(requestOf(values)),
  onCancel: () => planning.cancel(),
  onChange: ({ radius_km: km }) => reach(Number(km)),
  onReset: forgetPlan,
});
const planning = makePlanning({ form, onPlan: showPlan, onProblem: showProblem });
const result = makeResult(root('result'), {
  regionName: regions.name,
  onWhy: openPlace,
  onExclude: excludeAndPlan,
  onForm: () => show('plan', true),
});
const why = makeWhy(root('place'), {
  marks,
  inView: places.inView,
  onShow: (place) => lookAt(map, place.latitude, place.longitude),
  onRegion: (region) => {
    regions.set(region);
    show('plan', true);
  },
});
const mine = myPlans(root('mine'), {
  regionName: regions.name,
  onOpen: openPlan,
  onWhy: openPlace,
  onCompared: showComparison,
});
const layers = makeLayers({ onToggle: toggle, onColour: places.colour });
const show = tabs((name) => name === 'mine' && mine.load());
search(openPlace);

function toggle(name, wanted) {
  const act = {
    hubs: hubs.show, reach: hubs.showReach, places: places.show, sites: sites.show, tiles: showTiles,
    area(on) {
      outlines.colourByNeed(on);
      layers.render();
    },
  };
  act[name](wanted);
  hubs.raise();
}

function showTiles(wanted) {
  tiles.show(wanted);
  outlines.restyle();
}

const idsOf = (mark) => marks.all(mark).map(({ id }) => id);
const requestOf = (values) => toRequest(values, idsOf('must'), idsOf('not'), idsOf('has'));

function reach(km) {
  if (!(km >= 0.5 && km <= 50)) return;
  hubs.radius(km);
  hubs.raise();
  layers.tell({ radius: km });
}

async function chooseRegion(region) {
  try {
    const bounds = await outlines.choose(region);
    fit(map, bounds ?? PERU);
  } catch (error) {
    failed(error);
  }
}

function openPlace(id) {
  show('place');
  sheet.raise();
  sheet.lower();
  return why.load(id);
}

function showPlan(plan) {
  result.show(plan);
  putInAddress(plan.id);
  const bounds = sites.showPlan(plan);
  layers.tell({ compared: false });
  show('result');
  sheet.raise();
  sheet.lower();
  if (bounds) fit(map, bounds);
  result.focus();
}

// A plan that came by a link fills the form as well, so that it can be changed.
async function showOpened(plan) {
  const values = fromPlan(plan);
  form.load(values);
  regions.set(values.region);
  const asked = plan.request ?? {};
  await Promise.all([...mark(asked.must_have, 'must'), ...mark(asked.forbidden, 'not'), ...mark(asked.existing, 'has')]);
}

function mark(ids, kind) {
  return (ids ?? []).filter((id) => marks.of(id) !== kind).map(async (id) => {
    const { place } = await get(`/v1/map/places/${encodeURIComponent(id)}`);
    // A district that was ruled out stands at its capital, and is still the district.
    marks.set({ ...place, id }, kind);
  });
}

function showProblem(problem) {
  result.fail(problem);
  const fields = Object.fromEntries(problem.conflicts.map((row) => [row.field, t('infeasible.title')]));
  const marked = ['invalid_request', 'unknown_region', 'unknown_place'].includes(problem.code) ? problem.errors : fields;
  form.mark(marked);
  sites.clear();
  show('result');
  sheet.raise();
  result.focus();
}

function excludeAndPlan(site) {
  if (marks.of(site.id) !== 'not') marks.set(site, 'not');
  show('plan');
  planning.make(requestOf(form.values()));
}

function forgetPlan() {
  planning.cancel();
  result.clear();
  sites.clear();
  putInAddress('');
}

function showComparison(found) {
  layers.tell({ compared: Boolean(found) });
  if (!found) {
    const plan = result.plan();
    if (plan) sites.showPlan(plan);
    else sites.clear();
    return;
  }
  part('views').scrollTop = 0;
  const bounds = sites.showComparison(found, found.plans[1].radius_km);
  if (bounds) fit(map, bounds);
}

function failed(error) {
  const note = part('map-note');
  note.replaceChildren(error?.code === 'not_ready' ? error.words : t('map.failed'), ' ');
  const again = document.createElement('button');
  again.type = 'button';
  again.className = 'small';
  again.textContent = t('map.retry');
  again.addEventListener('click', () => {
    note.hidden = true;
    load();
  });
  note.append(again);
  note.hidden = false;
}

// Far from everything a click means the place nearest to it.
map.on('click', async ({ latlng }) => {
  if (map.getZoom() < NEAREST_FROM_ZOOM) return;
  try {
    const { place } = await get(`/v1/places/nearest?lat=${latlng.lat.toFixed(5)}&lon=${latlng.wrap().lng.toFixed(5)}`);
    openPlace(place.id);
  } catch {
    // Outside Peru there is nothing to tell.
  }
});
map.on('layerdrawn zoomend', () => hubs.raise());

async function load() {
  const all = await Promise.allSettled([
    outlines.start(),
    places.load(),
    hubs.load().then(({ as_of: asOf, source, licence }) => layers.tell({ asOf, credit: `${source}. ${licence}.` })),
    regions.load().then(() => form.render()),
  ]);
  hubs.raise();
  const lost = all.find(({ status }) => status === 'rejected');
  if (lost) failed(lost.reason);
}

async function openPlan(id) {
  const plan = await planning.open(id);
  if (plan) await showOpened(plan);
}

async function openAddressed() {
  const id = planInAddress();
  if (id && id !== result.plan()?.id) await openPlan(id);
}

async function start() {
  await useLanguage(askedLanguage());
  await load();
  document.documentElement.dataset.ready = 'true';
  await openAddressed();
  addEventListener('hashchange', openAddressed);
  if (await tiles.reachable()) {
    layers.offer('tiles', true);
    showTiles(true);
  }
}

start();
