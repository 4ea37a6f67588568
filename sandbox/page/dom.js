// Making elements and asking the server.

export function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "class") node.className = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

export function avatar(id, name) {
  const node = make("span", { class: "avatar", "aria-hidden": "true" }, [...(name || "?")][0]);
  node.style.setProperty("--hue", String((Math.abs(id) * 67) % 360));
  return node;
}

async function answer(response) {
  const body = await response.json();
  if (!response.ok) throw new Error(body.error || body.description || response.statusText);
  return body;
}

export const look = async (path) => answer(await fetch(`/_sim/${path}`));

export const act = async (name, wish) =>
  answer(await fetch(`/_sim/${name}`, {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(wish),
  }));

export function toast(text, kind = "") {
  const node = make("div", { class: `toast ${kind}` }, text);
  document.getElementById("toasts").append(node);
  setTimeout(() => node.remove(), 4500);
}

export const attempt = (work) => work.catch((error) => toast(error.message, "bad"));

export function ask(title, content, buttons) {
  const dialog = document.getElementById("dialog");
  return new Promise((resolve) => {
    const form = make("form", { method: "dialog" }, title && make("h2", {}, title), content,
      make("div", { class: "dialog-buttons" }, buttons.map(([value, label]) =>
        make("button", { value, class: value === "ok" ? "primary" : "", formnovalidate: value !== "ok" }, label))));
    dialog.replaceChildren(form);
    dialog.returnValue = "";
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "ok" ? new FormData(form) : null), { once: true });
    dialog.showModal();
  });
}
