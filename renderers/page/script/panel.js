// The side panel: all that is known of the card that was clicked, and where else the page speaks of it.

const articles = new Map([...document.querySelectorAll("article[data-action]")].map((one) => [one.dataset.action, one]));
const heading = make("h2", { id: "panel-title", tabIndex: -1, dir: "auto" });
const body = make("div", { className: "panel-body" });
const closing = make("button", { type: "button", title: say("do.close"), "aria-label": say("do.close") }, "×");
const panel = make(
  "aside",
  { id: "panel", className: "panel", hidden: true, "aria-labelledby": "panel-title" },
  make("div", { className: "panel-head" }, heading, closing),
  body,
);
document.body.append(panel);
closing.addEventListener("click", () => shut());

let shownKey = null;
let opener = null;

function rowsAbout(key) {
  const rows = [...document.querySelectorAll("tr[data-action]")].filter((row) => row.dataset.action === key);
  if (!rows.length) return "";
  const links = rows.map((row) => {
    const letter = row.querySelector(".is-point .badge");
    const place = titleOf(row.closest("section"));
    return make("li", {}, make("a", { href: `#${row.id}` }, letter ? `${textOf(letter)} · ${place}` : place));
  });
  return make("nav", { "aria-label": say("panel.rows") }, make("h3", {}, say("panel.rows")), make("ul", {}, ...links));
}

// Buttons that are on or off: what leads to the card, what follows from it.
function ways(key) {
  const held = [
    ["light.before", false],
    ["light.after", true],
  ].map(([word, isForward]) => {
    const made = make("button", { type: "button", "aria-pressed": String(isOn(key, isForward)) }, say(word));
    made.addEventListener("click", () => {
      const on = [false, true].filter((way) => isOn(key, way) !== (way === isForward));
      const keys = new Set(on.flatMap((way) => [...reached(key, way)]));
      wish({ flow: on.length ? { key, ways: on, keys } : null });
    });
    return [made, isForward];
  });
  renew = () => held.forEach(([made, way]) => made.setAttribute("aria-pressed", String(isOn(key, way))));
  return make("div", { className: "buttons ways" }, ...held.map(([made]) => made));
}
const isOn = (key, way) => Boolean(wishes.flow?.key === key && wishes.flow.ways.includes(way));
let renew = () => {};
document.addEventListener("wished", () => renew());

// A copy stands beside its model: its ids must not.
function copyOf(article) {
  const copy = article.querySelector("dl").cloneNode(true);
  for (const one of copy.querySelectorAll("[id]")) one.removeAttribute("id");
  return copy;
}

function show(key, from) {
  const article = articles.get(key);
  if (!article) return false;
  mark(false);
  shownKey = key;
  opener = from ?? opener;
  mark(true);
  heading.textContent = textOf(article.querySelector("h3 .action"));
  body.replaceChildren(ways(key), copyOf(article), rowsAbout(key));
  body.scrollTop = 0;
  panel.hidden = false;
  heading.focus({ preventScroll: true });
  return true;
}

function shut() {
  if (panel.hidden) return;
  mark(false);
  panel.hidden = true;
  const back = opener?.isConnected ? opener : frame;
  opener = null;
  back.focus({ preventScroll: true });
}

function mark(isShown) {
  cardOf.get(shownKey)?.classList.toggle("is-chosen", isShown);
}

svg.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const card = event.target.closest("[data-action]");
  if (card && show(card.dataset.action, card.querySelector("a"))) event.preventDefault();
});

// Links of the panel that lead to another card show that one; others lead out of it, and on a phone out from under it.
panel.addEventListener("click", (event) => {
  const href = event.target.closest("a")?.getAttribute("href") ?? "";
  if (!href.startsWith("#")) return;
  const key = href.startsWith("#card-") ? targetOf(href)?.dataset.action : undefined;
  if (key && articles.has(key)) show(key);
  else if (phone.matches) shut();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || panel.hidden || event.defaultPrevented) return;
  if (event.target.closest?.("input, select")) return;
  event.preventDefault();
  shut();
});
