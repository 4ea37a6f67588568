// One person: the chats, the messages of the open one, and the place to write.

import { bubble, serviceText } from "/page/bubble.js";
import { composer } from "/page/composer.js";
import { act, attempt, avatar, make, toast } from "/page/dom.js";
import { chatsOf, earlier, open, PAGE, store, titleOf, wish } from "/page/store.js";
import { day, word } from "/page/words.js";

const saved = (user) => `sandbox.open.${user.id}`;

export class Column {
  constructor(user) {
    this.user = user;
    this.unread = new Map();
    this.follow = this.follow.bind(this);
    this.tabs = make("div", { class: "tabs", role: "tablist", "aria-label": word("chats") });
    this.list = make("ol", { class: "messages", role: "log", "aria-live": "polite", tabindex: "0" });
    this.place = make("div", { class: "place" });
    this.stayAtTheEnd();
    this.status = make("div", { class: "status", "aria-live": "polite" });
    this.node = make("section", { class: "column", "data-user": user.id, "aria-label": user.first_name },
      this.head(), this.tabs, this.list, this.status, this.place);
    this.update();
  }

  head() {
    this.more = make("details", { class: "more" }, make("summary", { "aria-label": word("more") }, "⋯"), make("div", { class: "menu" }));
    return make("header", { class: "person" }, avatar(this.user.id, this.user.first_name),
      make("div", { class: "who" }, make("h2", {}, [this.user.first_name, this.user.last_name].filter(Boolean).join(" ")),
        make("small", {}, this.user.username ? `@${this.user.username}` : `ID ${this.user.id}`)), this.more);
  }

  // Whoever reads the newest message goes on doing so when pictures load or the keyboard opens.
  stayAtTheEnd() {
    this.atEnd = true;
    const stay = () => { if (this.atEnd) this.list.scrollTop = this.list.scrollHeight; };
    this.list.addEventListener("scroll", () => {
      this.atEnd = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 80;
    });
    this.list.addEventListener("load", stay, true);
    new ResizeObserver(stay).observe(this.list);
  }

  wish() { return wish(this.user, this.chat); }

  update() {
    const chats = chatsOf(this.user);
    const key = this.chat?.key ?? localStorage.getItem(saved(this.user));
    const chat = chats.find((one) => one.key === key) ?? chats.find((one) => one.last) ?? chats[0];
    const changed = chat?.key !== this.chat?.key;
    this.chat = chat;
    this.drawTabs(chats);
    if (chat && changed) attempt(this.show(chat));
    if (chat) this.drawMore();
    this.drawStatus();
  }

  drawTabs(chats) {
    this.tabs.replaceChildren(...chats.map((chat) => {
      const active = chat.key === this.chat.key;
      const count = active ? 0 : this.unread.get(chat.key) ?? 0;
      return make("button", { type: "button", role: "tab", "aria-selected": String(active), tabindex: active ? "0" : "-1",
        "data-chat": chat.key, onclick: () => attempt(this.show(chat)), onkeydown: (event) => this.move(event) },
        avatar(chat.type === "private" ? chat.bots[0] : chat.id, titleOf(chat)), make("span", {}, titleOf(chat)),
        count > 0 && make("b", { class: "badge", "aria-label": `${count} ${word("unread")}` }, String(count)));
    }));
  }

  move(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const all = [...this.tabs.children];
    const next = step && all[(all.indexOf(event.currentTarget) + step + all.length) % all.length];
    if (next) { next.click(); this.tabs.querySelector("[aria-selected=true]").focus(); }
  }

  drawMore() {
    const item = (name, run) => make("button", { type: "button", onclick: () => { this.more.open = false; attempt(run()); } }, word(name));
    const here = this.chat;
    const talk = here.type === "private";
    const items = talk
      ? [here.blocked ? item("unblock", () => act("unblock", this.wish())) : item("block", () => act("block", this.wish()))]
      : [item("leave", () => act("leave", this.wish()))];
    this.more.querySelector(".menu").replaceChildren(...items);
  }

  drawStatus() {
    this.status.textContent = this.chat ? (this.chat.blocked ? word("blocked") : "") : word("noBot");
  }

  async show(chat) {
    this.chat = chat;
    localStorage.setItem(saved(this.user), chat.key);
    this.unread.delete(chat.key);
    this.drawTabs(chatsOf(this.user));
    this.drawMore();
    this.drawStatus();
    this.composer = composer(this);
    this.place.replaceChildren(this.composer.node);
    await open(chat.key);
    this.draw();
  }

  get messages() { return [...(store.messages.get(this.chat.key)?.values() ?? [])]; }

  draw() {
    const messages = this.messages;
    this.list.replaceChildren();
    if (messages.length >= PAGE) this.list.append(this.earlierButton());
    if (messages.length === 0) this.list.append(this.empty());
    messages.forEach((message) => this.append(message));
    this.composer.keyboard(messages);
    this.atEnd = true;
    this.list.scrollTop = this.list.scrollHeight;
  }

  earlierButton() {
    const load = async () => {
      const height = this.list.scrollHeight;
      const count = await earlier(this.chat.key);
      this.draw();
      if (count < PAGE) this.list.querySelector(".earlier")?.remove();
      this.list.scrollTop = this.list.scrollHeight - height;
    };
    return make("li", { class: "earlier" }, make("button", { type: "button", onclick: () => attempt(load()) }, word("earlier")));
  }

  empty() {
    const start = make("button", { type: "button", class: "primary", onclick: () => attempt(act("say", { ...this.wish(), text: "/start" })) }, word("start"));
    return make("li", { class: "empty" }, make("p", {}, word("emptyChat")), this.chat.type === "private" && start);
  }

  append(message) {
    const date = new Date(message.date * 1000).toDateString();
    const last = this.list.lastElementChild;
    if (last?.dataset.date !== date) this.list.append(make("li", { class: "day" }, day(message.date)));
    const node = bubble(message, this);
    node.dataset.date = date;
    if (last?.dataset.from === node.dataset.from && last?.dataset.from) node.classList.add("follows");
    if (node.dataset.group) this.appendToAlbum(node, last);
    else this.list.append(node);
  }

  appendToAlbum(node, last) {
    const { group, from, date } = node.dataset;
    if (last?.dataset.album === group) return void last.firstChild.append(node);
    const side = node.classList.contains("own") ? "own" : "other";
    return void this.list.append(make("li", { class: `album ${side}`, "data-album": group, "data-from": from, "data-date": date },
      make("ul", { "aria-label": word("album") }, node)));
  }

  follow(kind, value) {
    if (kind === "say") return attempt(act("say", { ...this.wish(), text: value }));
    const bot = store.bots.find((one) => one.username.toLowerCase() === value.bot.toLowerCase());
    if (!bot) return toast(`@${value.bot}?`, "bad");
    const chat = chatsOf(this.user).find((one) => one.type === "private" && one.bots.includes(bot.id));
    return attempt(this.show(chat).then(() => act("say", { ...this.wish(), text: `/start ${value.payload}` })));
  }

  jump(id) {
    const node = this.list.querySelector(`[data-id="${id}"] .bubble`);
    node?.scrollIntoView({ block: "center" });
    node?.focus();
  }

  take(event) {
    if (event.people && !event.people.includes(this.user.id)) return;
    if (event.chat !== this.chat?.key) return void this.count(event);
    if (event.type === "message") this.arrived(event.message);
    if (event.type === "edit") this.changed(event.message);
    if (event.type === "delete") this.list.querySelector(`[data-id="${event.message_id}"]`)?.remove();
    if (event.type === "action") this.typing(event);
  }

  count(event) {
    const counts = event.type === "message" && event.message.from.id !== this.user.id && !serviceText(event.message);
    if (!counts) return;
    this.unread.set(event.chat, (this.unread.get(event.chat) ?? 0) + 1);
    this.drawTabs(chatsOf(this.user));
  }

  arrived(message) {
    const own = message.from.id === this.user.id;
    this.list.querySelector(".empty")?.remove();
    if (this.list.querySelector(`[data-id="${message.message_id}"]`)) return this.changed(message);
    this.append(message);
    this.composer?.keyboard(this.messages);
    this.drawStatus();
    if (this.atEnd || own) this.list.scrollTop = this.list.scrollHeight;
    return undefined;
  }

  changed(message) {
    const old = this.list.querySelector(`[data-id="${message.message_id}"]`);
    const node = bubble(message, this);
    if (!old) return;
    const focused = old.contains(document.activeElement);
    node.dataset.date = old.dataset.date;
    node.classList.toggle("follows", old.classList.contains("follows"));
    old.replaceWith(node);
    if (focused) node.querySelector(".keyboard button, .bubble")?.focus();
    if (this.atEnd) this.list.scrollTop = this.list.scrollHeight;
  }

  typing(event) {
    clearTimeout(this.timer);
    this.status.textContent = `${event.bot.first_name} ${word("typing")}`;
    this.timer = setTimeout(() => this.drawStatus(), 5000);
  }
}
