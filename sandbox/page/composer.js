// Writing: the text field, attachments, replies, edits, reply keyboards and the command menu.

import { act, attempt, look, make } from "/page/dom.js";
import { summary } from "/page/bubble.js";
import { botOf } from "/page/store.js";
import { word } from "/page/words.js";

const KINDS = [["image/", "photo"], ["audio/ogg", "voice"], ["audio/", "audio"], ["video/", "video"]];
const kindOf = (file) => KINDS.find(([start]) => file.type.startsWith(start))?.[1] ?? "document";

async function packed(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = "";
  for (let at = 0; at < bytes.length; at += 32768) binary += String.fromCharCode(...bytes.subarray(at, at + 32768));
  return { kind: kindOf(file), file_name: file.name, mime_type: file.type, content_base64: btoa(binary) };
}

export function composer(column) {
  let target = null;
  let mode = "";

  const field = make("textarea", { rows: 1, "aria-label": word("type"), placeholder: word("type"), enterkeyhint: "send" });
  const notice = make("div", { class: "notice", hidden: true });
  const keys = make("div", { class: "reply-keys", hidden: true });
  const menu = make("div", { class: "menu", hidden: true, role: "menu" });
  const files = make("input", { type: "file", multiple: true, hidden: true, "aria-label": word("attach") });
  const slash = make("button", { type: "button", class: "icon", "aria-label": word("commands"), "aria-haspopup": "menu" }, "/");
  const clip = make("button", { type: "button", class: "icon", "aria-label": word("attach") }, "＋");
  const form = make("form", { class: "composer" }, slash, clip, files, field,
    make("button", { class: "send primary", "aria-label": word("send"), title: word("send") }, "↑"));
  const node = make("div", { class: "writing" }, menu, keys, notice, form);

  const grow = () => { field.style.height = "auto"; field.style.height = `${Math.min(field.scrollHeight, 160)}px`; };
  const clear = () => { target = null; mode = ""; notice.hidden = true; };

  function aim(message, kind) {
    target = message;
    mode = kind;
    const cancel = make("button", { type: "button", "aria-label": word("cancel"), onclick: clear }, "✕");
    notice.replaceChildren(make("span", {}, kind === "edit" ? word("editing") : `${word("replyingTo")} ${message.from.first_name}`),
      make("em", {}, summary(message)), cancel);
    notice.hidden = false;
    if (kind === "edit") field.value = message.text ?? message.caption ?? "";
    grow();
    field.focus();
  }

  async function submit() {
    const text = field.value.trim();
    if (!text) return;
    const extra = mode === "edit" ? { message_id: target.message_id } : target ? { reply_to: target.message_id } : {};
    const name = mode === "edit" ? "edit" : "say";
    field.value = "";
    clear();
    grow();
    await attempt(act(name, { ...column.wish(), ...extra, text }));
  }

  async function attach() {
    const chosen = await Promise.all([...files.files].map(packed));
    files.value = "";
    if (chosen.length === 0) return;
    chosen[0].caption = field.value.trim();
    field.value = "";
    const kinds = new Set(chosen.map((item) => item.kind));
    const together = chosen.length > 1 && chosen.length <= 10 && (kinds.size === 1 || [...kinds].every((k) => k === "photo" || k === "video"));
    if (together) await attempt(act("album", { ...column.wish(), items: chosen }));
    else for (const item of chosen) await attempt(act("send", { ...column.wish(), ...item }));
  }

  async function showMenu() {
    menu.hidden = !menu.hidden;
    if (menu.hidden) return;
    const menus = await look(`commands?bot=${botOf(column.chat)?.id ?? ""}`);
    const found = fitting(menus, column);
    menu.replaceChildren(...found.map((c) => make("button", { type: "button", role: "menuitem",
      onclick: () => { menu.hidden = true; attempt(act("say", { ...column.wish(), text: `/${c.command}` })); } },
      make("strong", {}, `/${c.command}`), make("span", {}, c.description))));
    if (found.length === 0) menu.replaceChildren(make("p", {}, "—"));
    menu.querySelector("button")?.focus();
  }

  form.addEventListener("submit", (event) => { event.preventDefault(); submit(); });
  field.addEventListener("input", grow);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); submit(); }
    if (event.key === "Escape") clear();
  });
  node.addEventListener("keydown", (event) => { if (event.key === "Escape" && !menu.hidden) { menu.hidden = true; slash.focus(); } });
  clip.addEventListener("click", () => files.click());
  files.addEventListener("change", attach);
  slash.addEventListener("click", () => attempt(showMenu()));

  function keyboard(messages) {
    const last = messages.findLast((m) => m.reply_markup && !m.reply_markup.inline_keyboard);
    const markup = last?.reply_markup ?? {};
    const answered = last && messages.some((m) => m.message_id > last.message_id && m.from.id === column.user.id);
    const spent = markup.one_time_keyboard && answered;
    keys.hidden = !markup.keyboard || spent;
    keys.replaceChildren(...(markup.keyboard ?? []).map((row) => make("div", { class: "row" },
      row.map((button) => make("button", { type: "button",
        onclick: () => attempt(act("say", { ...column.wish(), text: button.text })) }, button.text)))));
    field.placeholder = ((!answered || !keys.hidden) && markup.input_field_placeholder) || word("type");
    if (markup.force_reply && !answered && target === null) aim(last, "reply");
  }

  return { node, keyboard, reply: (m) => aim(m, "reply"), edit: (m) => aim(m, "edit"), focus: () => field.focus() };
}

const SCOPES = ["chat_member", "chat_administrators", "chat", "all_chat_administrators", "all_group_chats", "all_private_chats", "default"];

// Telegram shows the narrowest menu that fits, in the user's language where there is one.
function fitting(menus, { chat, user }) {
  const admin = chat.admins.includes(user.id);
  const fits = (scope) => {
    if (scope.chat_id && scope.chat_id !== chat.id) return false;
    if (scope.user_id && scope.user_id !== user.id) return false;
    if (scope.type.includes("administrators")) return admin;
    if (scope.type === "all_group_chats") return chat.type !== "private";
    return scope.type !== "all_private_chats" || chat.type === "private";
  };
  for (const kind of SCOPES) {
    const same = menus.map((m) => ({ ...m, scope: JSON.parse(m.scope) })).filter((m) => m.scope.type === kind && fits(m.scope));
    const found = same.find((m) => m.language_code === user.language_code) ?? same.find((m) => m.language_code === "");
    if (found) return found.commands;
  }
  return [];
}
