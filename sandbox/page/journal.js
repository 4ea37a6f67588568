// The journal: every call of every bot, to read only.

import { look, make } from "/page/dom.js";
import { word } from "/page/words.js";

const SHOWN = 300;

export class JournalDrawer {
  constructor(node, button) {
    this.node = node;
    this.button = button;
    this.entries = [];
    button.addEventListener("click", () => this.toggle(this.node.hidden));
    node.addEventListener("keydown", (event) => event.key === "Escape" && this.toggle(false));
  }

  async toggle(open) {
    this.node.hidden = !open;
    this.button.setAttribute("aria-expanded", String(open));
    document.body.classList.toggle("with-journal", open);
    this.rows = null;
    if (!open) return void this.button.focus();
    this.entries = [];
    const past = await look(`journal?limit=${SHOWN}`);
    const all = new Map([...past, ...this.entries].map((entry) => [entry.id, entry]));
    this.entries = [...all.values()].filter((entry) => entry.method !== "getUpdates");
    this.draw();
    this.node.querySelector("button").focus();
  }

  draw() {
    this.filter = make("select", { "aria-label": word("allMethods"), onchange: () => this.fill() },
      make("option", { value: "" }, word("allMethods")), make("option", { value: "!" }, word("onlyErrors")),
      [...new Set(this.entries.map((entry) => entry.method))].sort().map((name) => make("option", {}, name)));
    this.rows = make("ol", { class: "calls", tabindex: "0", "aria-label": word("journal") });
    this.node.setAttribute("aria-label", word("journal"));
    this.node.replaceChildren(
      make("header", {}, make("h2", {}, word("journal")), this.filter,
        make("a", { href: "/_sim/journal.jsonl", download: "journal.jsonl" }, word("download")),
        make("button", { type: "button", "aria-label": word("close"), onclick: () => this.toggle(false) }, "✕")),
      this.rows);
    this.fill();
  }

  fits(entry) {
    const wanted = this.filter.value;
    return wanted === "" || (wanted === "!" ? entry.status !== 200 : entry.method === wanted);
  }

  fill() {
    const shown = this.entries.filter((entry) => this.fits(entry)).reverse();
    this.rows.replaceChildren(...(shown.length ? shown.map(row) : [make("li", { class: "empty" }, word("noCalls"))]));
  }

  take(entry) {
    if (this.node.hidden) return;
    this.entries = [...this.entries.slice(-SHOWN), entry];
    if (!this.rows) return;
    this.rows.querySelector(".empty")?.remove();
    if (this.fits(entry)) this.rows.prepend(row(entry));
  }
}

function row(entry) {
  const time = new Date(entry.time * 1000).toLocaleTimeString("zh-CN", { hour12: false });
  const words = entry.answer?.description ?? entry.params.text ?? entry.params.caption ?? "";
  return make("li", {}, make("details", {},
    make("summary", { class: entry.status === 200 ? "" : "bad" },
      make("time", {}, time), make("code", {}, entry.method), make("span", { class: "code" }, String(entry.status)),
      make("span", { class: "where" }, entry.chat ? String(entry.chat) : ""), make("span", { class: "words" }, words)),
    make("pre", { tabindex: "0" }, JSON.stringify({ params: entry.params, answer: entry.answer }, null, 2))));
}
