// The page: who is shown, what arrives, and the dialogs that add people and groups.

import { Column } from "/page/column.js";
import { act, ask, attempt, avatar, make } from "/page/dom.js";
import { JournalDrawer } from "/page/journal.js";
import { follow, listen, refresh, store } from "/page/store.js";
import { speak, switchLanguage, word } from "/page/words.js";

const HIDDEN = "sandbox.hidden";
const CURRENT = "sandbox.current";
const MANY = 6;
const board = document.getElementById("columns");
const columns = new Map();
const journal = new JournalDrawer(document.getElementById("journal"), document.getElementById("open-journal"));
const byId = (id) => document.getElementById(id);
const hidden = () => new Set(JSON.parse(localStorage.getItem(HIDDEN) ?? "null") ?? store.users.slice(MANY).map((user) => user.id));
const phone = () => matchMedia("(max-width: 720px)").matches;

const current = () => {
  const known = Number(localStorage.getItem(CURRENT));
  return store.users.some((user) => user.id === known) ? known : store.users[0]?.id;
};

// On a phone one person is shown; elsewhere all who are not put away.
function shownPeople() {
  const away = hidden();
  return store.users.filter((user) => (phone() ? user.id === current() : !away.has(user.id)));
}

function drawPeople(shown) {
  byId("people").setAttribute("aria-label", word("people"));
  byId("people").replaceChildren(...store.users.map((user) =>
    make("button", { type: "button", "aria-pressed": String(shown.includes(user)), "data-user": user.id, onclick: () => choose(user.id) },
      avatar(user.id, user.first_name), make("span", {}, user.first_name))));
}

function drawColumns(shown) {
  for (const [id, column] of columns) {
    if (!shown.some((user) => user.id === id)) { column.node.remove(); columns.delete(id); }
  }
  let before = null;
  for (const user of [...shown].reverse()) {
    if (columns.has(user.id)) columns.get(user.id).update();
    else { columns.set(user.id, new Column(user)); board.insertBefore(columns.get(user.id).node, before); }
    before = columns.get(user.id).node;
  }
}

function choose(id) {
  if (phone()) localStorage.setItem(CURRENT, String(id));
  else {
    const away = hidden();
    if (!away.delete(id)) away.add(id);
    localStorage.setItem(HIDDEN, JSON.stringify([...away]));
  }
  draw();
  byId("people").querySelector(`[data-user="${id}"]`)?.focus();
}

function draw() {
  const shown = shownPeople();
  drawColumns(shown);
  drawPeople(shown);
  board.querySelector(".nobody")?.remove();
  if (store.users.length === 0) {
    board.append(make("div", { class: "nobody" }, make("h2", {}, word("nobody")), make("p", {}, word("nobodyHint")),
      make("button", { type: "button", class: "primary", onclick: addPerson }, word("addPerson"))));
  }
}

function redraw() {
  columns.clear();
  board.replaceChildren();
  speak();
  draw();
}

const field = (name, label, required) =>
  make("label", {}, label, make("input", { name, required, autocomplete: "off" }));
const box = (name, value, label) =>
  make("label", { class: "check" }, make("input", { type: "checkbox", name, value, checked: true }), label);

async function addPerson() {
  const form = await ask(word("addPerson"), [field("name", word("name"), true), field("username", word("username"), false)],
    [["cancel", word("cancel")], ["ok", word("create")]]);
  if (form) await attempt(act("users", { first_name: form.get("name"), username: form.get("username") || null, language_code: "zh-hans" }));
}

async function addGroup() {
  const people = store.users.map((user) => box("members", user.id, user.first_name));
  const bots = store.bots.map((bot) => box("bots", bot.username, `${bot.first_name} · ${word("admin")}`));
  const form = await ask(word("addGroup"), [field("title", word("groupTitle"), true),
    make("fieldset", {}, make("legend", {}, word("members")), people), make("fieldset", {}, make("legend", {}, word("bots")), bots)],
    [["cancel", word("cancel")], ["ok", word("create")]]);
  if (!form) return;
  const found = form.getAll("bots");
  await attempt(act("chats", { type: "supergroup", title: form.get("title"), members: form.getAll("members").map(Number), admins: [], bots: found }
  ).then((chat) => Promise.all(found.map((bot) => act("promote", { user: bot, chat: chat.id })))));
}

function take(event) {
  if (event.type === "state") draw();
  else if (event.type === "reset") redraw();
  else if (event.type === "journal") journal.take(event.entry);
  else if (event.type === "answer") return;
  else columns.forEach((column) => column.take(event));
}

function onLink(live) {
  byId("link").textContent = live ? word("live") : word("lost");
  byId("link").classList.toggle("lost", !live);
}

byId("add-person").addEventListener("click", addPerson);
byId("add-group").addEventListener("click", addGroup);
byId("language").addEventListener("click", () => { switchLanguage(); redraw(); onLink(!byId("link").classList.contains("lost")); });
matchMedia("(max-width: 720px)").addEventListener("change", draw);

speak();
listen(take);
attempt(refresh().then(() => follow(onLink)));
