// What islands need is long, and nobody waits for it to read or to type: it is fetched at the first sign that somebody is there.
const signs = ["pointermove", "pointerdown", "keydown", "focusin", "input", "scroll"];
const then = (step) => new Promise((done) => setTimeout(() => done(step())));
const wake = async ({ target, type }) => {
  // Not a reader's doing: a field that the page itself puts the focus in, a list that the page scrolls to what is current.
  if (type === "focusin" ? target.autofocus : type === "scroll" && target !== document) return;
  signs.forEach((sign) => removeEventListener(sign, wake, true));
  const islands = await import("/pkg/NAME.js");
  await islands.default({ module_or_path: "/pkg/NAME_bg.wasm" });
  await then(() => islands.hydrate());
  // As leptos' own script does, but for islands within islands (there are none), and with a breath in between.
  for (const island of document.querySelectorAll("leptos-island")) await then(() => islands[island.dataset.component]?.(island));
};
signs.forEach((sign) => addEventListener(sign, wake, { capture: true, passive: true }));
