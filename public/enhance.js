// @ts-check
// What scripts add to pages that work without them.

// Times are written in the reader's zone.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone) document.cookie = `time_zone=${zone}; path=/; max-age=31536000; samesite=lax`;

/** @param {string} what @returns {any} */
const all = (what) => document.querySelectorAll(what);

for (const button of all("button[data-copy]")) {
	const label = button.querySelector("[data-label]");
	const before = label?.textContent;
	button.addEventListener("click", async () => {
		/** @type {any} */
		const field = document.getElementById(button.dataset.copy);
		if (!field || !label) return;
		let worked = true;
		try {
			await navigator.clipboard.writeText(field.value);
		} catch {
			// On plain http there is no clipboard, but a selection.
			field.focus();
			field.select();
			worked = document.execCommand("copy");
		}
		button.classList.toggle("done", worked);
		label.textContent = (worked ? button.dataset.copied : button.dataset.failed) ?? before;
		setTimeout(() => {
			button.classList.remove("done");
			label.textContent = before;
		}, 4000);
	});
}

// A link's time runs out. The server said how long it has: a wrong clock does no harm.
for (const left of all("[data-seconds-left]")) {
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
for (const menu of all("details[data-menu]")) {
	menu.addEventListener("toggle", () => {
		const field = menu.querySelector("input:not([type=hidden])");
		if (menu.open && field instanceof HTMLInputElement) field.focus();
	});
}

document.querySelector(".tabs [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });

// A menu closes when the reader turns elsewhere.
document.addEventListener("click", ({ target }) => {
	for (const menu of all("details[data-menu][open]")) if (!menu.contains(target)) menu.open = false;
});
document.addEventListener("keydown", ({ key }) => {
	if (key === "Escape") for (const menu of all("details[data-menu][open]")) {
		menu.open = false;
		menu.querySelector("summary").focus();
	}
});

// What is new is put in place; another page loads. Styles break our policy.
const [live] = all("[data-refresh], [data-events]");
async function look() {
	const reply = await fetch(location.href).catch(() => null);
	if (!reply || reply.status > 499) return;
	const page = new DOMParser().parseFromString((await reply.text()).replace(/<style.*?<\/style>/gs, ""), "text/html");
	if (!page.querySelector(`[data-state=${live.dataset.state}]`)) return load();
	for (const part of all("[data-part]")) {
		const now = page.getElementById(part.id);
		// A part with forms says what it shows: they differ each time.
		const is = part.dataset.part, next = now?.dataset.part ?? "";
		if (is ? is === next : now?.innerHTML === part.innerHTML) continue;
		const focus = part.querySelector(":focus")?.id;
		part.innerHTML = now?.innerHTML ?? "";
		part.dataset.part = next;
		if (focus) (part.querySelector("#" + focus) ?? live).focus();
	}
}
const load = () => location.replace(location.href);
if (live?.dataset.refresh) setInterval(look, live.dataset.refresh);

// The server says when to look. Connections are few: a page that nobody sees listens later, unless it waits.
if (live?.dataset.events) {
	/** @type {any} */
	let news;
	const listen = () => {
		news = new EventSource(live.dataset.events);
		news.addEventListener("look", look);
		news.addEventListener("load", load);
	};
	listen();
	if (live.dataset.state !== "page") document.addEventListener("visibilitychange", () => {
		news.close();
		if (document.hidden) return;
		look();
		listen();
	});
}
