// Text with entities becomes elements; offsets count UTF-16 units, as JavaScript does.

import { make } from "/page/dom.js";
import { word } from "/page/words.js";

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};

export function rich(text, entities = [], onAction = () => {}) {
  const edges = new Set([0, text.length]);
  for (const { offset, length } of entities) edges.add(offset).add(offset + length);
  const points = [...edges].filter((at) => at >= 0 && at <= text.length).sort((a, b) => a - b);
  const fragment = document.createDocumentFragment();
  for (let i = 0; i + 1 < points.length; i += 1) {
    const [from, to] = [points[i], points[i + 1]];
    const covering = entities.filter((e) => e.offset <= from && e.offset + e.length >= to);
    let node = document.createTextNode(text.slice(from, to));
    for (const entity of covering.sort((a, b) => a.length - b.length || b.offset - a.offset)) {
      node = wrap(entity, node, text.substr(entity.offset, entity.length), onAction);
    }
    fragment.append(node);
  }
  return fragment;
}

function wrap(entity, inner, whole, onAction) {
  switch (entity.type) {
    case "spoiler": return spoiler(inner);
    case "url": case "text_link": return link(entity.url ?? whole, inner, onAction);
    case "bot_command":
      return make("button", { type: "button", class: "inline-link", onclick: () => onAction("say", whole) }, inner);
    case "mention": case "hashtag": case "email": case "text_mention": return make("span", { class: "mark" }, inner);
    default: return TAGS[entity.type] ? make(TAGS[entity.type], {}, inner) : inner;
  }
}

function spoiler(inner) {
  const node = make("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": word("spoiler") }, inner);
  const show = () => { node.classList.add("shown"); node.removeAttribute("aria-label"); node.removeAttribute("role"); };
  node.addEventListener("click", show);
  node.addEventListener("keydown", (event) => event.key === "Enter" && show());
  return node;
}

function link(address, inner, onAction) {
  const deep = deepLink(address);
  if (deep) return make("button", { type: "button", class: "inline-link", onclick: () => onAction("deep", deep) }, inner);
  if (!/^https?:\/\//i.test(address)) return make("span", { class: "mark" }, inner);
  return make("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, inner);
}

export function deepLink(address) {
  const found = /^(?:https?:\/\/t\.me\/|tg:\/\/resolve\?domain=)(\w+)[?&]start=([\w-]+)$/i.exec(address);
  return found && { bot: found[1], payload: found[2] };
}
