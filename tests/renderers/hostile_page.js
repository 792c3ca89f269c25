/* A parent that sets every inherited property to something else, and what of it reaches a picture. */
(() => {
  const VALUES = [
    "rtl", "italic", "hidden", "700", "17px", "3", "none", "red", "uppercase", "all", "vertical-rl", "middle", "pre", "auto", "all-small-caps",
    "small-caps", "normal", "butt", "round", "bevel", "evenodd", "0.5", "50%", "center", "right", "justify", "end", "always", "manual", "break-all", "break-word", "anywhere",
    "loose", "strict", "keep-all", "balance", "fill", "stroke", "stroke fill", "crispEdges", "geometricPrecision", "optimizeLegibility", "linearRGB", "pixelated", "crosshair", "5 2",
    "url(#m)", "1px 1px 2px red", "open", "sesame red", "dot", "under", "over right", "upright", "sideways", "inside", "square", "collapse", "separate", "bottom", "hide",
    "condensed", "expanded", "ultra-condensed", "75%", "monospace", "'abcd' 1", "'wght' 200", "historical-forms", "slashed-zero", "ruby", "contextual", "no-contextual", "no-common-ligatures", "stacked-fractions", "proportional-width", "titling-caps", "sub",
    "text", "emoji", "dark", "light", "only dark", "exact", "economy", "from-image", "optimizeSpeed", "antialiased", "subpixel-antialiased", "weight", "'xx'", "digits 2", "2px red", "2px", "4", "ideographic", "central", "hanging", "mathematical", "compact", "allow-keywords", "trim-start", "space-all", "no-autospace", "rlh", "last", "first", "nowrap", "preserve", "both-edges", "cap alphabetic", "ideograph-alpha", "dark", "'«' '»'", "painted", "upper-roman", "transparent", "0deg", "flip", "drag", "no-drag", "logical", "visual", "read-write", "after-white-space", "touch", "full-width", "small", "underline", "blink", "slice",
  ];
  const names = [...new Set([...getComputedStyle(document.body)].concat(["-webkit-text-stroke-width", "marker-start", "marker-mid", "marker-end"]))]
    .filter((name) => !name.startsWith("--"));
  const make = (parent, css) => { const made = parent.appendChild(document.createElement("div")); if (css) made.style.cssText = css; return made; };
  const inherited = {};
  const plain = make(document.body);
  for (const name of names) {
    const initial = getComputedStyle(plain).getPropertyValue(name);
    for (const value of VALUES) {
      if (!CSS.supports(name, value)) continue;
      const outer = make(document.body), inner = make(outer);
      outer.style.setProperty(name, value);
      const own = getComputedStyle(outer).getPropertyValue(name), handed = getComputedStyle(inner).getPropertyValue(name);
      outer.remove();
      if (own !== initial && handed === own) { inherited[name] = value; break; }
    }
  }
  plain.remove();
  return inherited;
})()
