// Pages that hand down to a picture all that can be handed down, and what a picture takes of it.

// Values of which each inherited property takes one that it does not have by itself.
const VALUES = [
  "rtl", "italic", "700", "17px", "3", "none", "red", "uppercase", "all", "vertical-rl", "middle", "pre", "auto", "all-small-caps", "normal",
  "round", "evenodd", "0.5", "50%", "center", "always", "manual", "break-all", "anywhere", "balance", "fill", "stroke", "crispEdges",
  "geometricPrecision", "optimizeSpeed", "linearRGB", "pixelated", "crosshair", "url(#m)", "1px 1px 2px red", "open", "under", "over right",
  "upright", "inside", "collapse", "bottom", "hide", "'abcd' 1", "'xx'", "historical-forms", "slashed-zero", "ruby", "sub", "text", "exact",
  "compact", "allow-keywords", "trim-start", "nowrap", "preserve", "right", "visual", "break-word", "square",
];
// A page hides its parts by these; they reach an <img> as well.
const LET_IN = ["visibility", "pointer-events"];

function inherited() {
  const probe = document.body.appendChild(document.createElement("div"));
  const outer = probe.appendChild(document.createElement("div"));
  const inner = outer.appendChild(document.createElement("span"));
  const names = [...getComputedStyle(probe), "-webkit-text-stroke-width", "marker-start", "marker-mid", "marker-end"];
  const found = {};
  for (const name of names.filter((each) => !each.startsWith("--") && !LET_IN.includes(each))) {
    const initial = getComputedStyle(probe).getPropertyValue(name);
    for (const value of VALUES.filter((each) => CSS.supports(name, each))) {
      outer.style.cssText = "";
      outer.style.setProperty(name, value);
      const own = getComputedStyle(outer).getPropertyValue(name);
      if (own !== initial && getComputedStyle(inner).getPropertyValue(name) === own) {
        found[name] = value;
        break;
      }
    }
  }
  probe.remove();
  return found;
}

// What holds for each element of a picture below a parent of that style: all properties, and its box.
function seen(svg, css, without) {
  const parent = document.body.appendChild(document.createElement("div"));
  for (const name in css) parent.style.setProperty(name, css[name]);
  parent.innerHTML = svg;
  if (without.includes("sheet")) parent.querySelector("style").remove();
  if (without.includes("style")) parent.querySelectorAll("[style]").forEach((each) => each.removeAttribute("style"));
  const found = [...parent.querySelectorAll("svg > g *")].map((each) => {
    const style = getComputedStyle(each);
    const own = Object.fromEntries([...style].filter((name) => !name.startsWith("--")).map((name) => [name, style.getPropertyValue(name)]));
    const box = each.getBBox();
    return { ...own, box: [box.x, box.y, box.width, box.height].map((side) => side.toFixed(1)).join(" ") };
  });
  parent.remove();
  return found;
}

// The properties of which an element has another value in one of two pictures, each with an example.
function differences(here, there) {
  const found = {};
  here.forEach((style, place) => {
    for (const name in style) if (style[name] !== there[place][name]) found[name] ??= `${style[name]} / ${there[place][name]}`;
  });
  return found;
}
