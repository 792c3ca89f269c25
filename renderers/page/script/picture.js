// The picture: zoom, full screen, what is highlighted, which lanes and rows are shown.

const ZOOM_STEP = 1.25;
const ZOOMS = [0.1, 5];
const DRAG_FROM = 4;

const part = document.getElementById("picture");
const frame = part.querySelector(".picture");
const svg = frame.querySelector("svg");
const natural = svg.viewBox.baseVal;
const button = (key, text, act, more = {}) => {
  const made = make("button", { type: "button", title: say(key), "aria-label": say(key), ...more }, text);
  made.addEventListener("click", act);
  return made;
};

// ── zoom: the picture gets a width, its frame scrolls ──

const zoomed = make("output", { className: "unseen", "aria-live": "polite" });
const scaleNow = () => svg.getBoundingClientRect().width / natural.width;

// `x`, `y` in the frame stay where they are.
function zoomTo(scale, x = frame.clientWidth / 2, y = frame.clientHeight / 2) {
  const before = scaleNow();
  const after = Math.min(Math.max(scale, ZOOMS[0]), ZOOMS[1]);
  // From where the frame begins: the right, on a page that is read from there; browsers count beyond it in negative numbers.
  const ahead = getComputedStyle(frame).direction === "rtl" ? -1 : 1;
  const inside = ahead < 0 ? frame.clientWidth - x : x;
  const [begun, top] = [frame.scrollLeft * ahead + inside, frame.scrollTop + y];
  svg.style.width = `${natural.width * after}px`;
  frame.classList.add("is-zoomed");
  frame.scrollLeft = ((begun * after) / before - inside) * ahead;
  frame.scrollTop = (top * after) / before - y;
  zoomed.value = say("show.zoomed", { share: Math.round(after * 100) });
}

const zoomBy = (factor, x, y) => zoomTo(scaleNow() * factor, x, y);

function fit() {
  const high = isFull() ? frame.clientHeight / natural.height : Infinity;
  zoomTo(Math.min(frame.clientWidth / natural.width, high));
}

function inFrame(x, y) {
  const box = frame.getBoundingClientRect();
  return [x - box.left, y - box.top];
}

frame.addEventListener(
  "wheel",
  (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoomBy(Math.exp(-event.deltaY / 300), ...inFrame(event.clientX, event.clientY));
  },
  { passive: false },
);

frame.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const act = { "+": () => zoomBy(ZOOM_STEP), "=": () => zoomBy(ZOOM_STEP), "-": () => zoomBy(1 / ZOOM_STEP), 0: fit };
  if (!act[event.key]) return;
  event.preventDefault();
  act[event.key]();
});

// Two fingers: how far apart they are, against how far they were.
let apart = 0;
const spread = ([one, other]) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
const between = ([one, other]) => inFrame((one.clientX + other.clientX) / 2, (one.clientY + other.clientY) / 2);
frame.addEventListener("touchstart", ({ touches }) => (apart = touches.length === 2 ? spread(touches) : 0), { passive: true });
frame.addEventListener(
  "touchmove",
  (event) => {
    if (event.touches.length !== 2 || !apart) return;
    event.preventDefault();
    const now = spread(event.touches);
    zoomBy(now / apart, ...between(event.touches));
    apart = now;
  },
  { passive: false },
);

// ── moving: the mouse drags, fingers and arrow keys scroll ──

let drag = null;
let dragged = false;
frame.addEventListener("dragstart", (event) => event.preventDefault());
frame.addEventListener("pointerdown", (event) => {
  dragged = false;
  if (event.pointerType !== "mouse" || event.button !== 0) return;
  drag = { x: event.clientX, y: event.clientY, left: frame.scrollLeft, top: frame.scrollTop };
});
addEventListener("pointermove", (event) => {
  if (!drag) return;
  const [dx, dy] = [event.clientX - drag.x, event.clientY - drag.y];
  if (Math.hypot(dx, dy) > DRAG_FROM) dragged = true;
  if (!dragged) return;
  frame.classList.add("is-dragged");
  frame.scrollTo({ left: drag.left - dx, top: drag.top - dy, behavior: "instant" });
});
addEventListener("pointerup", () => {
  drag = null;
  frame.classList.remove("is-dragged");
});
// The end of a drag is no click on the card under it.
frame.addEventListener(
  "click",
  (event) => {
    if (!dragged) return;
    dragged = false;
    event.preventDefault();
    event.stopImmediatePropagation();
  },
  true,
);

// ── full screen: the part covers the window, and the window the screen where the browser can ──

const isFull = () => part.classList.contains("is-full");
const full = button("do.full", "□", () => cover(!isFull()), { "aria-pressed": "false" });

function cover(wanted) {
  if (wanted === isFull()) return;
  part.classList.toggle("is-full", wanted);
  full.setAttribute("aria-pressed", String(wanted));
  // What is covered is not to be reached with the keyboard either.
  const covered = [...document.body.children].filter((one) => one !== part.parentElement && one.id !== "panel");
  for (const one of [...covered, ...part.parentElement.children]) if (one !== part) one.inert = wanted;
  if (wanted) document.documentElement.requestFullscreen?.().catch(() => {});
  else if (document.fullscreenElement) document.exitFullscreen();
  requestAnimationFrame(fit);
}

document.addEventListener("fullscreenchange", () => document.fullscreenElement || cover(false));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.defaultPrevented) cover(false);
});
revealing.unshift((target) => part.contains(target) || cover(false));

// ── which parts of the picture belong to which cards ──

const pieces = [...svg.querySelectorAll("[data-action], [data-from], [data-fork], [data-join], [data-point]")].map((node) => {
  const { action, from, to, fork, join, point } = node.dataset;
  if (from !== undefined) return { node, keys: [from, to], isArrow: true };
  return { node, keys: [action ?? fork ?? join ?? given.points[point?.split(" ")[0]]], isCard: action !== undefined };
});
const arrows = pieces.filter((piece) => piece.isArrow).map((piece) => piece.keys);
const cardOf = new Map(pieces.filter((piece) => piece.isCard).map((piece) => [piece.keys[0], piece.node]));

// All that arrows lead to from a card, or that leads to it, the card included.
function reached(start, isForward) {
  const next = new Map();
  for (const [from, to] of arrows) {
    const [here, there] = isForward ? [from, to] : [to, from];
    next.set(here, [...(next.get(here) ?? []), there]);
  }
  const seen = new Set([start]);
  for (const key of seen) for (const other of next.get(key) ?? []) seen.add(other);
  return seen;
}

// ── highlighting: what does not fit every wish is dimmed ──

const wishes = { role: "", persona: "", flow: null };
const hiddenLanes = new Set();
const status = make("output", { className: "shown", "aria-live": "polite" });
const clear = button("do.clear", say("do.clear"), () => wish({ role: "", persona: "", flow: null }), { hidden: true });
const asksFor = () => wishes.role || wishes.persona || wishes.flow;

// What names no persona is for all.
const isForOthersOf = ({ personas }) => wishes.persona && personas.length > 0 && !personas.includes(wishes.persona);

function fits(key) {
  const card = given.cards[key];
  if (card) {
    if (wishes.role && !card.roles.includes(wishes.role)) return false;
    if (isForOthersOf(card)) return false;
    return !wishes.flow || wishes.flow.keys.has(key);
  }
  const thing = given.things[key];
  if (!thing) return true;
  if (isForOthersOf(thing)) return false;
  if (thing.at) return fits(thing.at);
  return Object.keys(given.cards).some((one) => given.cards[one].step === thing.step && fits(one));
}

// An arrow that all its namesakes keep for other personas is not this one's.
function isForOthers([from, to]) {
  const own = given.flows.filter((flow) => flow.from === from && flow.to === to);
  return wishes.persona && own.length > 0 && !own.some((flow) => flow.personas.includes(wishes.persona));
}

const isHidden = (key) => hiddenLanes.has((given.cards[key] ?? given.things[key])?.lane);

function paint() {
  const fitting = new Map();
  const isLit = (key) => fitting.get(key) ?? fitting.set(key, fits(key)).get(key);
  for (const { node, keys, isArrow } of pieces) {
    node.classList.toggle("is-off", keys.some(isHidden));
    node.classList.toggle("is-dim", !keys.every(isLit) || Boolean(isArrow && isForOthers(keys)));
  }
  const actions = [...cardOf.keys()].filter((key) => given.cards[key]);
  const lit = actions.filter(isLit).length;
  status.value = asksFor() ? say("light.count", { count: lit, total: actions.length }) : "";
  clear.hidden = !asksFor();
}

function wish(changes) {
  Object.assign(wishes, changes);
  for (const name of ["role", "persona"]) if (chosen[name]) chosen[name].value = wishes[name];
  paint();
  document.dispatchEvent(new CustomEvent("wished"));
  if (!asksFor()) status.value = say("light.none");
}

function choice(name, options) {
  if (!options.length) return null;
  const select = make("select", {}, new Option(say("light.all"), ""), ...options.map(([key, label]) => new Option(label, key)));
  select.addEventListener("change", () => wish({ [name]: select.value }));
  return select;
}
const chosen = { role: choice("role", given.roles), persona: choice("persona", given.personas) };

// ── lanes and rows ──

function showLane(key, isShown) {
  hiddenLanes[isShown ? "delete" : "add"](key);
  for (const node of svg.querySelectorAll("[data-lane]")) {
    if (node.dataset.lane === key) node.classList.toggle(node.dataset.row ? "is-off" : "is-dim", !isShown);
  }
  paint();
}

function showRow(name, isShown) {
  for (const node of svg.querySelectorAll("[data-row]")) {
    if (node.dataset.row === name) node.classList.toggle("is-gone", !isShown);
  }
}

function checks(key, options, act) {
  const boxes = options.map(([name, label]) => {
    const box = make("input", { type: "checkbox", checked: true });
    box.addEventListener("change", () => act(name, box.checked));
    return make("label", {}, box, make("span", { dir: "auto" }, label));
  });
  return boxes.length ? make("fieldset", {}, make("legend", {}, say(key)), ...boxes) : "";
}

const rowsThere = ["emotion", "time", "metrics"].filter((name) => svg.querySelector(`[data-row="${name}"]`));
const shown = make(
  "details",
  { className: "shown-parts" },
  make("summary", {}, say("show.parts")),
  make(
    "div",
    {},
    checks("show.lanes", given.lanes, showLane),
    checks("show.rows", rowsThere.map((name) => [name, { emotion: say("row.emotion"), time: say("row.time"), metrics: say("row.metrics") }[name]]), showRow),
  ),
);
shown.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !shown.open) return;
  event.preventDefault();
  shown.open = false;
  shown.querySelector("summary").focus();
});
document.addEventListener("pointerdown", (event) => shown.contains(event.target) || (shown.open = false));

// ── the controls ──

const labelled = (key, select) => (select ? make("label", {}, make("span", {}, say(key)), select) : "");
const zooms = make(
  "span",
  { className: "buttons" },
  button("do.out", "−", () => zoomBy(1 / ZOOM_STEP)),
  button("do.in", "+", () => zoomBy(ZOOM_STEP)),
  button("do.fit", "↔", fit),
  button("do.real", "1:1", () => zoomTo(1)),
  full,
  zoomed,
);
frame.before(
  make(
    "div",
    { className: "picture-tools", role: "group", "aria-label": say("tools") },
    zooms,
    labelled("light.role", chosen.role),
    labelled("persona", chosen.persona),
    shown,
    clear,
    status,
  ),
);
