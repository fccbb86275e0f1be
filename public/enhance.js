// @ts-check
// What scripts add to pages that work without them: copy, count down, tell the time zone.

// The server writes times in the reader's zone, once it knows it.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone) document.cookie = `time_zone=${zone}; path=/; max-age=31536000; samesite=lax`;

/**
 * Puts a field's text on the clipboard; on plain http, where there is none, through the selection.
 * @param {HTMLInputElement | HTMLTextAreaElement} field
 * @returns {Promise<boolean>} whether it worked
 */
async function copy(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    field.focus();
    field.select();
    return document.execCommand("copy");
  }
}

for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("button[data-copy]"))) {
  const label = button.querySelector("[data-label]");
  const before = label?.textContent ?? "";
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copy ?? "");
    if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) || !label) return;
    const worked = await copy(field);
    if (!worked) field.select();
    button.classList.toggle("done", worked);
    label.textContent = (worked ? button.dataset.copied : button.dataset.failed) ?? before;
    setTimeout(() => {
      button.classList.remove("done");
      label.textContent = before;
    }, 4000);
  });
}

// A link's time runs out in front of the reader. The server said how long it has, so a wrong clock does no harm.
for (const left of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-seconds-left]"))) {
  const end = performance.now() + Number(left.dataset.secondsLeft) * 1000;
  const tick = () => {
    const seconds = Math.max(0, Math.ceil((end - performance.now()) / 1000));
    left.textContent = (left.dataset.pattern ?? "{left}").replace("{left}", `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`);
    if (seconds > 0) setTimeout(tick, 500);
    else left.closest(".keycard")?.setAttribute("data-expired", "");
  };
  left.hidden = false;
  tick();
}

// A menu that asks for something is ready to be typed into.
for (const menu of /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll("details[data-menu]"))) {
  menu.addEventListener("toggle", () => {
    const field = menu.querySelector("input:not([type=hidden])");
    if (menu.open && field instanceof HTMLInputElement) field.focus();
  });
}

document.querySelector(".tabs [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });

// A menu closes when the reader turns elsewhere.
document.addEventListener("click", ({ target }) => {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (target instanceof Node && !menu.contains(target)) menu.removeAttribute("open");
  }
});
document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    menu.removeAttribute("open");
    menu.querySelector("summary")?.focus();
  }
});

// The rehearsal room: what is new is put in place, another page loads. Styles break our policy.
const live = /** @type {any} */ (document.querySelector("[data-refresh]"));
if (live) setInterval(async () => {
  const reply = await fetch(location.href).catch(() => null);
  if (!reply || reply.status > 499) return;
  const page = new DOMParser().parseFromString((await reply.text()).replace(/<style.*?<\/style>/gs, ""), "text/html");
  if (!page.querySelector(`[data-state=${live.dataset.state}]`)) return location.replace(location.href);
  for (const part of live.querySelectorAll("[data-part]")) {
    const now = page.getElementById(part.id)?.innerHTML;
    if (now === part.innerHTML) continue;
    const focus = part.querySelector(":focus")?.id;
    part.innerHTML = now ?? "";
    if (focus) (part.querySelector("#" + focus) ?? live).focus();
  }
}, live.dataset.refresh);
