// What the page knows: bots, people, chats and their messages; kept fresh by server-sent events.

import { look } from "/page/dom.js";

export const PAGE = 200;

export const store = { bots: [], users: [], chats: new Map(), messages: new Map(), now: 0 };
const listeners = new Set();

export const listen = (listener) => listeners.add(listener);
const shout = (event) => listeners.forEach((listener) => listener(event));

let refreshing = null;

// Several reasons to look anew at once make one look, and one more after it.
export function refresh() {
  refreshing ??= new Promise((resolve) => setTimeout(resolve, 20)).then(() => { refreshing = null; return reload(); });
  return refreshing;
}

async function reload() {
  const state = await look("state");
  store.bots = state.bots;
  store.users = state.users;
  store.chats = new Map(state.chats.map((chat) => [chat.key, chat]));
  shout({ type: "state" });
}

export async function open(key) {
  if (!store.messages.has(key)) {
    store.messages.set(key, new Map());
    await fetchInto(key, `limit=${PAGE}`);
  }
  return store.messages.get(key);
}

export async function earlier(key) {
  const first = Math.min(...store.messages.get(key).keys());
  return fetchInto(key, `limit=${PAGE}&before=${first}`);
}

async function fetchInto(key, query) {
  const found = await look(`chats/${encodeURIComponent(key)}/messages?${query}`);
  const known = store.messages.get(key);
  const merged = [...found.messages, ...known.values()].map((m) => [m.message_id, m]);
  store.messages.set(key, new Map(merged.sort((a, b) => a[0] - b[0])));
  return found.messages.length;
}

export const chatsOf = (user) => {
  const own = [...store.chats.values()].filter((chat) => chat.people.includes(user.id));
  const talks = store.bots
    .filter((bot) => !store.chats.has(`${bot.id}:${user.id}`))
    .map((bot) => ({ key: `${bot.id}:${user.id}`, id: user.id, type: "private", people: [user.id], bots: [bot.id], admins: [], version: 0, started: false }));
  return [...talks, ...own].sort((a, b) => rank(a) - rank(b));
};

const rank = (chat) => (chat.type === "private" ? 0 : 1);

export const botOf = (chat) => store.bots.find((bot) => chat.bots.includes(bot.id));
export const titleOf = (chat) => (chat.type === "private" ? botOf(chat)?.first_name ?? "Bot" : chat.title);
export const wish = (user, chat) =>
  chat.type === "private" ? { user: user.id, bot: String(chat.bots[0]) } : { user: user.id, chat: chat.id };

function take(event) {
  const known = store.messages.get(event.chat);
  if (event.type === "delete") known?.delete(event.message_id);
  if (event.type !== "message" && event.type !== "edit") return;
  known?.set(event.message.message_id, event.message);
  const chat = store.chats.get(event.chat);
  if (chat) {
    const first = event.type === "message" && chat.type === "private";
    Object.assign(chat, { last: event.message, started: chat.started || (first && event.message.from.id === chat.id) });
  }
}

const STRUCTURE = ["user", "bot", "chat", "reset"];

export function follow(onLink) {
  const source = new EventSource("/_sim/events");
  let dropped = false;
  source.onopen = async () => {
    onLink(true);
    if (!dropped) return;
    dropped = false;
    store.messages.clear();
    await refresh();
    shout({ type: "reset" });
  };
  source.onerror = () => { dropped = true; onLink(false); };
  source.onmessage = async ({ data }) => {
    const event = JSON.parse(data);
    if (event.type === "reset") store.messages.clear();
    const unknown = event.chat && ["message", "edit"].includes(event.type) && !store.chats.has(event.chat);
    if (STRUCTURE.includes(event.type) || unknown) await refresh();
    take(event);
    shout(event);
  };
}
