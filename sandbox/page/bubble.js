// One message becomes one bubble.

import { act, ask, attempt, make, toast } from "/page/dom.js";
import { deepLink, rich } from "/page/rich.js";
import { clock, size, word } from "/page/words.js";

const fileUrl = (id) => `/_sim/files/${encodeURIComponent(id)}`;

export const serviceText = (m) => {
  const names = (users) => users.map((user) => user.first_name).join("、");
  if (m.new_chat_members) return `${names(m.new_chat_members)} ${word("joined")}`;
  if (m.left_chat_member) return `${m.left_chat_member.first_name} ${word("left")}`;
  if (m.group_chat_created || m.supergroup_chat_created) return `${m.from.first_name} ${word("created")}`;
  if (m.pinned_message) return `${m.from.first_name} ${word("pinnedText")}`;
  if (m.migrate_to_chat_id || m.migrate_from_chat_id) return word("upgraded");
  return null;
};

export function summary(m) {
  const kind = ["photo", "document", "voice", "video", "audio", "sticker", "location", "contact", "poll"].find((k) => m[k]);
  const detail = m.document?.file_name ?? m.audio?.title ?? m.poll?.question ?? "";
  return serviceText(m) ?? [kind && `[${word(kind)}]`, detail, m.text ?? m.caption].filter(Boolean).join(" ");
}

export function bubble(m, column) {
  const service = serviceText(m);
  if (service) return make("li", { class: "service", "data-id": m.message_id }, make("span", {}, service));
  const own = m.from.id === column.user.id;
  const classes = ["message", own ? "own" : "other", m.has_protected_content && "protected", m.media_group_id && "in-album"];
  return make("li", { class: classes.filter(Boolean).join(" "), "data-id": m.message_id, "data-group": m.media_group_id, "data-from": m.from.id },
    make("div", { class: "bubble", tabindex: "-1" },
      !own && column.chat.type !== "private" && make("div", { class: "sender" }, m.from.first_name),
      m.forward_origin && make("div", { class: "forwarded" }, `${word("forwarded")} ${m.forward_origin.sender_user?.first_name ?? ""}`),
      m.reply_to_message && quote(m.reply_to_message, column),
      media(m, column),
      body(m, column),
      foot(m)),
    inlineKeyboard(m, column),
    actions(m, column, own));
}

function quote(m, column) {
  const jump = () => column.jump(m.message_id);
  return make("button", { type: "button", class: "quote", onclick: jump },
    make("strong", {}, m.from.first_name), make("span", {}, summary(m)));
}

function body(m, column) {
  const [text, entities] = m.text !== undefined ? [m.text, m.entities] : [m.caption, m.caption_entities];
  return text && make("div", { class: "text" }, rich(text, entities ?? [], column.follow));
}

function foot(m) {
  return make("div", { class: "foot" },
    m.has_protected_content && make("span", { class: "lock", title: word("protected") }, word("locked")),
    m.pinned && make("span", { class: "pin" }, word("pinned")),
    m.edit_date && make("span", { class: "edited" }, word("edited")),
    make("time", { datetime: new Date(m.date * 1000).toISOString() }, clock(m.date)));
}

function media(m, column) {
  if (m.photo) return photo(m);
  if (m.document) return document_(m, m.document);
  if (m.voice || m.audio) return sound(m);
  if (m.video) return make("video", { controls: true, preload: "metadata", src: fileUrl(m.video.file_id) });
  if (m.sticker) return make("div", { class: "sticker", role: "img", "aria-label": word("sticker") }, m.sticker.emoji ?? "☺");
  if (m.location) return make("div", { class: "card" }, `${word("location")} ${m.location.latitude}, ${m.location.longitude}`);
  if (m.contact) return make("div", { class: "card" }, `${word("contact")} ${m.contact.first_name} ${m.contact.phone_number}`);
  if (m.poll) return poll(m, column);
  return null;
}

function photo(m) {
  const { file_id, width, height } = m.photo.at(-1);
  const image = make("img", { src: fileUrl(file_id), alt: m.caption ?? "", width, height, loading: "lazy" });
  image.addEventListener("error", () => image.replaceWith(make("div", { class: "card" }, word("photo"))), { once: true });
  if (m.has_media_spoiler) {
    const cover = make("button", { type: "button", class: "veil", "aria-label": word("spoiler"), onclick: () => cover.classList.add("shown") }, image);
    return cover;
  }
  return m.has_protected_content ? image : make("a", { href: fileUrl(file_id), target: "_blank", rel: "noopener", "aria-label": word("open") }, image);
}

function document_(m, file) {
  const name = file.file_name ?? word("document");
  const inside = [make("span", { class: "file-icon", "aria-hidden": "true" }, extension(name)),
    make("span", { class: "file-name" }, name, make("small", {}, size(file.file_size ?? 0)))];
  if (m.has_protected_content) return make("div", { class: "file", title: word("protected") }, inside);
  return make("a", { class: "file", href: fileUrl(file.file_id), download: name, "aria-label": `${word("download")} ${name}` }, inside);
}

const extension = (name) => (/\.(\w{1,4})$/.exec(name)?.[1] ?? "…").toUpperCase();

function sound(m) {
  const file = m.voice ?? m.audio;
  return make("figure", { class: "sound" },
    make("figcaption", {}, m.voice ? word("voice") : file.title ?? file.file_name ?? word("audio")),
    make("audio", { controls: true, preload: "none", src: fileUrl(file.file_id) }));
}

function poll(m, column) {
  const found = m.poll;
  const vote = (option) => attempt(act("vote", { ...column.wish(), message_id: m.message_id, options: [option.text] }));
  const total = Math.max(1, found.total_voter_count);
  return make("div", { class: "poll" }, make("strong", {}, found.question),
    make("ul", {}, found.options.map((option) => {
      const bar = make("i", { class: "share" });
      bar.style.setProperty("--share", `${(100 * option.voter_count) / total}%`);
      const label = `${option.text} · ${option.voter_count}`;
      return make("li", {}, make("button", { type: "button", disabled: found.is_closed, onclick: () => vote(option) }, label), bar);
    })),
    make("small", {}, found.is_closed ? word("closed") : `${found.total_voter_count} ${word("votes")}`));
}

function inlineKeyboard(m, column) {
  const rows = m.reply_markup?.inline_keyboard;
  return rows && make("div", { class: "keyboard" }, rows.map((row) =>
    make("div", { class: "row" }, row.map((button) =>
      make("button", { type: "button", onclick: (event) => press(event.currentTarget, m, button, column) },
        button.text, button.url && make("span", { "aria-hidden": "true" }, " ↗"))))));
}

async function press(node, m, button, column) {
  if (button.url) return openUrl(button.url, column);
  if (node.getAttribute("aria-busy")) return undefined;
  node.setAttribute("aria-busy", "true");
  try {
    const found = await act("tap", { ...column.wish(), message_id: m.message_id, button: button.callback_data ?? button.text, wait: 10 });
    await showAnswer(found.answer);
  } catch (error) {
    toast(error.message, "bad");
  } finally {
    node.removeAttribute("aria-busy");
  }
  return undefined;
}

async function showAnswer(answer) {
  if (answer === null) toast(word("noAnswer"), "bad");
  else if (answer?.text && answer.show_alert) await ask("", make("p", {}, answer.text), [["ok", word("ok")]]);
  else if (answer?.text) toast(answer.text);
}

function openUrl(url, column) {
  const deep = deepLink(url);
  if (deep) column.follow("deep", deep);
  else if (/^https?:\/\//i.test(url)) window.open(url, "_blank", "noopener");
}

function actions(m, column, own) {
  const button = (name, run) => make("button", { type: "button", onclick: run }, word(name));
  const drop = () => attempt(act("delete", { ...column.wish(), message_id: m.message_id }));
  const editable = own && (m.text !== undefined || m.caption !== undefined);
  return make("div", { class: "actions" },
    button("reply", () => column.composer.reply(m)),
    editable && button("edit", () => column.composer.edit(m)),
    own && button("remove", drop),
    !m.has_protected_content && m.text && button("copy", () => attempt(navigator.clipboard.writeText(m.text))));
}
