// The search of a site. Everything is in the page: nothing is fetched, so that it works from a disk.
// A text has to hold every word, or the title of its service does; what begins with the first word comes first.

const given = JSON.parse(document.getElementById("search-data").textContent);
const MOST = 60;
const field = document.getElementById("search-field");
const status = document.getElementById("search-status");
const list = document.getElementById("search-found");

// Without accents, in small letters; whatever is written in full or half width is the same.
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

// What the address asks for: `#q=…`.
function asked() {
  try {
    return location.hash.startsWith("#q=") ? decodeURIComponent(location.hash.slice(3)) : "";
  } catch {
    return "";
  }
}

let entries = null;
let titles = null;

function prepare() {
  titles = given.services.map(([title]) => fold(title));
  const services = given.services.map(([title], at) => ({ kind: null, text: title, folded: titles[at], hits: [at, 0, 0] }));
  const things = given.kinds.flatMap((kind) =>
    kind.entries.map(([text, hits]) => ({ kind, text, folded: fold(text), hits })),
  );
  entries = [...(given.first ? services : []), ...things];
}

// Which hits of an entry stand in services whose titles hold the words that the entry itself lacks.
function fitting(entry, words) {
  const lacking = words.filter((word) => !entry.folded.includes(word));
  if (!lacking.length) return entry.hits;
  if (!entry.kind || lacking.length === words.length) return null;
  const kept = [];
  for (let at = 0; at < entry.hits.length; at += 3) {
    if (lacking.every((word) => titles[entry.hits[at]].includes(word))) kept.push(...entry.hits.slice(at, at + 3));
  }
  return kept.length ? kept : null;
}

function rank(entry, word) {
  const at = entry.folded.indexOf(word);
  if (at === 0) return entry.folded.length === word.length ? 0 : 1;
  return at > 0 && /[\s\p{P}]/u.test(entry.folded[at - 1]) ? 2 : 3;
}

function find(words) {
  const ranks = [[], [], [], []];
  let count = 0;
  for (const entry of entries) {
    const hits = fitting(entry, words);
    if (!hits) continue;
    count += hits.length / 3;
    const own = ranks[rank(entry, words[0])];
    for (let at = 0; at < hits.length && own.length < MOST; at += 3) own.push([entry, hits[at], hits[at + 1], hits[at + 2]]);
  }
  return [ranks.flat().slice(0, MOST), count];
}

function item([entry, service, step, anchor]) {
  const [title, page] = given.services[service];
  const row = document.createElement("li");
  const link = document.createElement("a");
  const place = entry.kind && given.strings[anchor] + "";
  const target = entry.kind && entry.kind.prefix + place;
  link.href = target ? `${page}#${encodeURIComponent(target)}` : page;
  link.textContent = entry.text;
  link.dir = "auto";
  const kind = document.createElement("span");
  kind.className = "chip";
  kind.textContent = entry.kind ? entry.kind.name : given.words.service;
  const where = document.createElement("span");
  where.className = "muted";
  where.dir = "auto";
  where.textContent = entry.kind ? [title, given.strings[step]].filter(Boolean).join(" · ") : "";
  row.append(kind, " ", link, " ", where);
  return row;
}

function show() {
  if (!entries) prepare();
  const words = fold(field.value).split(/\s+/).filter(Boolean);
  for (const link of document.querySelectorAll("#search-more a")) {
    link.hash = field.value.trim() ? `q=${encodeURIComponent(field.value)}` : "";
  }
  if (!words.length) {
    list.replaceChildren();
    status.textContent = "";
    return;
  }
  const [found, count] = find(words);
  list.replaceChildren(...found.map(item));
  const said = count === 0 ? given.words.none : count > found.length ? given.words.some : given.words.count;
  status.textContent = said.replace("{shown}", found.length).replace("{count}", count);
}

function move(by) {
  const stops = [field, ...list.querySelectorAll("a")];
  const at = stops.indexOf(document.activeElement);
  const next = stops[Math.min(Math.max(at + by, 0), stops.length - 1)];
  next.focus();
}

field.addEventListener("input", show);
// Who comes back from what was found finds the same again.
list.addEventListener("click", () => {
  try {
    history.replaceState(null, "", `#q=${encodeURIComponent(field.value)}`);
  } catch {
    // Some browsers forbid it on a disk.
  }
});
document.querySelector("#search").addEventListener("keydown", (event) => {
  if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    move(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Enter" && event.target === field) {
    list.querySelector("a")?.click();
  } else if (event.key === "Escape" && event.target !== field) {
    field.focus();
  }
});
addEventListener("pageshow", () => {
  if (!field.value) field.value = asked();
  document.getElementById("search").hidden = false;
  field.focus();
  if (field.value) show();
});
