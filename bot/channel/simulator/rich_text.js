// Text as nodes: links and, on WhatsApp, *bold* and _italic_. Nothing is ever parsed as HTML.

const LINK = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]'*_]/;
const BOLD = /(?<![\p{L}\p{N}*])\*(?=\S)([^*\n]*\S)\*(?![\p{L}\p{N}*])/u;
const ITALIC = /(?<![\p{L}\p{N}_])_(?=\S)([^_\n]*\S)_(?![\p{L}\p{N}_])/u;

function link(address) {
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.textContent = address;
  anchor.target = "_blank";
  anchor.rel = "noopener noreferrer";
  return anchor;
}

function wrapped(tag, inside, rules) {
  const element = document.createElement(tag);
  element.append(...nodes(inside, rules));
  return element;
}

const PLAIN = [[LINK, (found) => link(found[0])]];
const EMPHASIS = [
  [BOLD, (found) => wrapped("strong", found[1], MARKED)],
  [ITALIC, (found) => wrapped("em", found[1], MARKED)],
];
const MARKED = [...PLAIN, ...EMPHASIS];

function nodes(text, rules) {
  const first = rules
    .map(([pattern, build]) => ({ found: pattern.exec(text), build }))
    .filter(({ found }) => found)
    .sort((a, b) => a.found.index - b.found.index)[0];
  if (!first) return text ? [document.createTextNode(text)] : [];
  const { found, build } = first;
  const rest = text.slice(found.index + found[0].length);
  const before = text.slice(0, found.index);
  return [...(before ? [document.createTextNode(before)] : []), build(found), ...nodes(rest, rules)];
}

/** The nodes of a message as the channel, "whatsapp" or "sms", shows it. */
export function richText(text, channel) {
  return nodes(text, channel === "whatsapp" ? MARKED : PLAIN);
}
