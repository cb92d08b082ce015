// How an SMS is counted: GSM 03.38 (160 septets, 153 in each part of a longer one) or UCS-2 (70, 67).

const BASIC = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
  "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
const EXTENDED = new Set("^{}\\[~]|€\f");

// A character of two units never stands across two parts, so a part may end one unit early.
function parts(weights, single, part) {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total <= single) return 1;
  let count = 1;
  let used = 0;
  for (const weight of weights) {
    if (used + weight > part) {
      count += 1;
      used = 0;
    }
    used += weight;
  }
  return count;
}

/** Encoding, length in its units and number of segments of a text: {encoding, length, segments}. */
export function measure(text) {
  const characters = Array.from(text);
  const isGsm7 = characters.every((c) => BASIC.has(c) || EXTENDED.has(c));
  const weights = characters.map((c) => (isGsm7 ? (EXTENDED.has(c) ? 2 : 1) : c.length));
  const length = weights.reduce((sum, weight) => sum + weight, 0);
  const segments = isGsm7 ? parts(weights, 160, 153) : parts(weights, 70, 67);
  return { encoding: isGsm7 ? "GSM-7" : "UCS-2", length, segments };
}

/** The same in words, as the page shows it. */
export function describe(text) {
  const { encoding, length, segments } = measure(text);
  const characters = length === 1 ? "1 carácter" : `${length} caracteres`;
  return `${encoding} · ${characters} · ${segments === 1 ? "1 segmento" : `${segments} segmentos`}`;
}
