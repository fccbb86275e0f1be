// Once the page is painted: what islands need is long, and nobody waits for it to read or to type.
const then = (step) => new Promise((done) => setTimeout(() => done(step())));
addEventListener("load", () => requestAnimationFrame(() => then(async () => {
  const islands = await import("/pkg/NAME.js");
  await islands.default({ module_or_path: "/pkg/NAME_bg.wasm" });
  await then(() => islands.hydrate());
  // As leptos' own script does, but for islands within islands (there are none), and with a breath in between.
  for (const island of document.querySelectorAll("leptos-island")) await then(() => islands[island.dataset.component]?.(island));
})));
