// Search over the page: a field among the contents that lists what it finds in sections, rows and cards.

const MOST_FOUND = 12;

function entries() {
  const parts = [...document.querySelectorAll("main > section[id]")];
  return parts.flatMap((part) => {
    const title = titleOf(part);
    const rows = [...part.querySelectorAll("tbody tr[id], article[id]")].map((one) => ({
      id: one.id,
      name: nameOf(one),
      place: title,
      text: plain(one.textContent),
    }));
    return [{ id: part.id, name: title, place: "", text: plain(title) }, ...rows];
  });
}

// A row is called by its letter and its first text, an article by its heading.
function nameOf(one) {
  const lines = one.querySelectorAll("h3, .is-point, .is-main > div:first-child");
  return [...lines].slice(0, 2).map(textOf).join(" ") || textOf(one.cells?.[0] ?? one);
}

// What begins with the words comes first, then what is called so, then what only speaks of it.
function found(all, wanted) {
  const words = plain(wanted).split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  const ranked = all
    .filter((one) => words.every((word) => one.text.includes(word)))
    .map((one) => {
      const name = plain(one.name);
      return [(one.place ? 1 : 0) + (name.startsWith(words[0]) ? 0 : name.includes(words[0]) ? 2 : 4), one];
    });
  return ranked.sort(([one], [other]) => one - other).map(([, one]) => one);
}

function searching(list) {
  let all = null;
  let chosen = -1;
  const field = make("input", {
    type: "search",
    role: "combobox",
    placeholder: say("search.word"),
    autocomplete: "off",
    "aria-label": say("search.field"),
    "aria-expanded": "false",
    "aria-controls": "search-found",
    "aria-autocomplete": "list",
  });
  const box = make("div", { id: "search-found", role: "listbox", hidden: true, "aria-label": say("search.word") });
  const status = make("span", { className: "unseen", role: "status" });

  const close = () => {
    box.hidden = true;
    chosen = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };
  const go = (option) => {
    close();
    field.blur();
    const href = `#${encodeURIComponent(option.dataset.to)}`;
    if (location.hash === href) reveal(href);
    else location.hash = href;
    const target = targetOf(href);
    if (target && target.tabIndex < 0) target.tabIndex = -1;
    target?.focus({ preventScroll: true });
  };
  const choose = (next) => {
    const options = [...box.children];
    options[chosen]?.setAttribute("aria-selected", "false");
    chosen = (next + options.length) % options.length;
    options[chosen].setAttribute("aria-selected", "true");
    options[chosen].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", options[chosen].id);
  };
  const list_ = () => {
    all ??= entries();
    const hits = found(all, field.value);
    const options = hits.slice(0, MOST_FOUND).map((one, at) => {
      const option = make(
        "div",
        { role: "option", id: `search-${at}`, "aria-selected": "false" },
        make("span", { dir: "auto" }, one.name),
        make("span", { className: "muted" }, one.place),
      );
      option.dataset.to = one.id;
      option.addEventListener("pointerdown", (event) => event.preventDefault());
      option.addEventListener("click", () => go(option));
      return option;
    });
    box.replaceChildren(...options);
    chosen = -1;
    field.removeAttribute("aria-activedescendant");
    box.hidden = !options.length;
    field.setAttribute("aria-expanded", String(!box.hidden));
    const count = hits.length ? say("search.count", { count: hits.length }) : say("search.none");
    status.textContent = field.value.trim() ? count : "";
    field.classList.toggle("is-fruitless", Boolean(field.value.trim()) && !hits.length);
  };
  field.addEventListener("input", list_);
  field.addEventListener("focus", () => field.value.trim() && list_());
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (box.hidden) field.blur();
      close();
    }
    if (box.hidden) return;
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen < 0 ? -1 : chosen - 1);
    else if (event.key === "Enter") go(box.children[Math.max(chosen, 0)]);
    else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.("input, select, textarea, [contenteditable]")) return;
    event.preventDefault();
    field.focus();
  });
  list.append(make("li", { className: "search" }, field, box, status));
}

const contents = document.querySelector(".contents > ul");
if (contents) searching(contents);
