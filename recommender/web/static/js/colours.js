// Colours that people with any colour vision can tell apart; shapes say the same again.

// Light to dark: ColorBrewer YlGnBu and YlOrBr, which stay ordered in grey as well.
export const SCORE_RAMP = ['#ffffcc', '#a1dab4', '#41b6c4', '#2c7fb8', '#253494'];
export const NEED_RAMP = ['#ffffd4', '#fed98e', '#fe9929', '#d95f0e', '#993404'];
// Fifths of the rural places, and about fifths of the districts.
const SCORE_BREAKS = [20, 40, 60, 80];
const NEED_BREAKS = [0.6, 0.7, 0.75, 0.8];

export const SITE = '#a8125f';
export const ADDED = '#00694a';
export const DROPPED = '#4a5551';
export const HUB = '#1c2b2a';
export const UNSCORED = '#6d6d6d';

const classOf = (value, breaks) => breaks.filter((edge) => value >= edge).length;

export const scoreColour = (rank) => SCORE_RAMP[classOf(rank, SCORE_BREAKS)];
export const needColour = (need) => NEED_RAMP[classOf(need, NEED_BREAKS)];
