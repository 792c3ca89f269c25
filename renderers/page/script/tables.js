// Tables: sorted by a click on a column's head, filtered by a field and by the few values of some columns.

const MANY_ROWS = 6;
const MANY_VALUES = 30;
const collator = new Intl.Collator(language, { numeric: true });
const phone = matchMedia("(max-width: 46rem)");
const narrowings = new WeakMap();

for (const table of document.querySelectorAll(".scroll:not(.is-matrix) > table")) {
  const rows = [...table.tBodies[0].rows];
  if (rows.length < 2) continue;
  const heads = [...table.tHead.rows[0].cells];
  const sort = sorting(table, heads, rows);
  const tools = make("div", { className: rows.length > MANY_ROWS ? "table-tools" : "table-tools only-sorts" });
  if (rows.length > MANY_ROWS) filtering(table, heads, rows, tools);
  tools.append(sort);
  table.parentElement.before(tools);
}

// ── sorting ──

// What a cell is sorted by: a number, a text, or nothing, which stands last either way.
function keyOf(row, column) {
  const cell = row.cells[column];
  if (!cell || cell.matches(".is-empty, .is-wanted")) return null;
  const text = cell.dataset.order ?? textOf(cell);
  if (text === "" || text === "—") return null;
  const value = Number(text.replace("−", "-").replace(/%$/, ""));
  return Number.isNaN(value) ? text : value;
}

function compare(one, other) {
  if (typeof one === "number" && typeof other === "number") return one - other;
  if (typeof one !== typeof other) return typeof one === "number" ? -1 : 1;
  return collator.compare(one, other);
}

function ordered(rows, column, sign) {
  const keyed = rows.map((row) => [keyOf(row, column), row]);
  const empty = keyed.filter(([key]) => key === null);
  const filled = keyed.filter(([key]) => key !== null).sort(([one], [other]) => sign * compare(one, other));
  return [...filled, ...empty].map(([, row]) => row);
}

// Heads become buttons: up, down, and back to the order of the text. Phones show no heads, and have a list for it.
function sorting(table, heads, rows) {
  let state = { column: -1, sign: 1 };
  const choice = make("select", {}, new Option(say("sort.text"), "-1"));
  const apply = (column, sign) => {
    state = { column, sign };
    heads.forEach((head, at) => {
      if (at === column) head.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
      else head.removeAttribute("aria-sort");
    });
    choice.value = String(column);
    table.tBodies[0].append(...(column < 0 ? rows : ordered(rows, column, sign)));
  };
  heads.forEach((head, column) => {
    const name = textOf(head);
    const button = make("button", { type: "button", title: say("sort.as", { column: name }) }, ...head.childNodes);
    button.addEventListener("click", () => {
      if (state.column !== column) apply(column, 1);
      else if (state.sign > 0) apply(column, -1);
      else apply(-1, 1);
    });
    head.classList.add("sorts");
    head.append(button);
    const adapt = () => (button.disabled = phone.matches);
    phone.addEventListener("change", adapt);
    adapt();
    choice.append(new Option(name, String(column)));
  });
  choice.addEventListener("change", () => apply(Number(choice.value), 1));
  return make("label", { className: "narrow" }, make("span", {}, say("sort.by")), choice);
}

// ── filtering ──

// The values of a cell: one a line.
function valuesOf(row, column) {
  const lines = [...(row.cells[column]?.querySelectorAll("div[dir]") ?? [])].map(textOf);
  return lines.filter((text) => text && text !== "—");
}

function chooser(head, column, rows) {
  const values = [...new Set(rows.flatMap((row) => valuesOf(row, column)))].sort(collator.compare);
  if (values.length < 2 || values.length > MANY_VALUES) return null;
  const all = say("filter.all", { column: textOf(head) });
  return make(
    "select",
    { "aria-label": textOf(head) },
    new Option(all, ""),
    ...values.map((value) => new Option(value, value)),
  );
}

function filtering(table, heads, rows, tools) {
  const field = make("input", { type: "search", placeholder: say("filter.rows"), "aria-label": say("filter.rows") });
  const count = make("output", { className: "shown", "aria-live": "polite" });
  const choices = heads
    .map((head, column) => [column, head.matches("[data-filters]") ? chooser(head, column, rows) : null])
    .filter(([, select]) => select);
  const apply = () => {
    const wanted = plain(field.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const text = wanted.length ? plain(row.textContent) : "";
      const fits =
        wanted.every((word) => text.includes(word)) &&
        choices.every(([column, select]) => !select.value || valuesOf(row, column).includes(select.value));
      row.hidden = !fits;
      shown += fits;
    }
    count.value = shown < rows.length ? say("filter.shown", { count: shown, total: rows.length }) : "";
  };
  const clear = () => {
    field.value = "";
    for (const [, select] of choices) select.value = "";
    apply();
  };
  field.addEventListener("input", apply);
  for (const [, select] of choices) select.addEventListener("change", apply);
  narrowings.set(table, clear);
  tools.append(field, ...choices.map(([, select]) => select), count);
}

revealing.push((target) => {
  const row = target.closest("tr");
  if (row?.hidden) narrowings.get(row.closest("table"))?.();
});
