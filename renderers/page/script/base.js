// What all scripts share: the data of the page, making elements, going to a place.

const given = JSON.parse(document.getElementById("report-data").textContent);

const say = (key, values = {}) =>
  Object.entries(values).reduce((text, [name, value]) => text.split(`{${name}}`).join(value), given.words[key]);

// An element with properties, attributes (those with a dash, and role) and children; texts become text, never markup.
function make(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.includes("-") || key === "role") made.setAttribute(key, value);
    else made[key] = value;
  }
  made.append(...children);
  return made;
}

const textOf = (node) => node.textContent.replace(/\s+/g, " ").trim();
// What looks like the tag of a language need not be one.
const language = (() => {
  try {
    return Intl.getCanonicalLocales(document.documentElement.lang)[0];
  } catch {
    return undefined;
  }
})();
const plain = (text) => text.normalize("NFKC").toLocaleLowerCase(language);

// The heading of a part of the page, without the number behind it.
function titleOf(part) {
  const heading = part?.querySelector("h2");
  return heading ? textOf(heading.firstChild) : "";
}

// What has to be undone before a place can be seen: functions of the element that somebody goes to.
const revealing = [
  (target) => {
    for (let one = target.closest("details"); one; one = one.parentElement.closest("details")) one.open = true;
  },
];

function targetOf(href) {
  try {
    return document.getElementById(decodeURIComponent(href.slice(1)));
  } catch {
    return null;
  }
}

function reveal(href) {
  const target = href.length > 1 ? targetOf(href) : null;
  if (!target) return;
  for (const step of revealing) step(target);
  target.scrollIntoView({ block: target.matches("section") ? "start" : "center", inline: "center" });
}

// Links are followed by the browser; what it is led to is made visible first, also when it is led there again.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href^='#']");
  if (link && !event.defaultPrevented) setTimeout(() => reveal(link.getAttribute("href")));
});
addEventListener("hashchange", () => reveal(location.hash));
addEventListener("load", () => reveal(location.hash));
