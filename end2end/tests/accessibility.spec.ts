import type { Page } from "@playwright/test";
import { axe } from "./axe";
import { everyDesign, everyLock } from "./design-pages";
import { everyInvitePage } from "./invite-pages";
import { execute, expect, fits, hydrated, joinLink, newRoom, Portal, roomkey, signIn, test } from "./portal";
import { Sandbox } from "./sandbox";

/** Walks every page but those of designs and locks, in every state worth a look, and calls back on each. */
async function everyPage(page: Page, portal: Portal, look: (name: string) => Promise<void>, scripts: boolean): Promise<void> {
  await page.goto("/sign-in");
  await look("sign-in");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await look("sign-in-wrong");
  await page.goto("/nowhere");
  await look("not-found");
  await page.goto("/sandbox/?access_token=bad");
  await look("rehearsal-refused");
  await signIn(page);
  const room = await newRoom(page, "A room with a rather long title, so that it has to wrap on a phone 🎓 فصل");
  await look("room");
  for (const summary of await page.locator(".share summary").all()) await summary.click();
  await look("room-share");
  await page.getByRole("region", { name: "Moderators" }).getByRole("button", { name: "Make the link" }).click();
  await expect(page.getByText("The link is made.")).toBeVisible();
  await look("room-share-moderators");
  await page.getByRole("link", { name: "Calendar…" }).first().click();
  await page.getByText("Weekly, until a day").click();
  await page.getByLabel("Minutes").fill("soon");
  await page.getByRole("button", { name: "Show the invitation" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await look("calendar-wrong");
  await page.getByLabel("Minutes").fill("45");
  await page.getByLabel("Last day").fill("2099-12-31");
  await page.getByText("Weekly, a number of times").click();
  await page.getByRole("button", { name: "Show the invitation" }).click();
  await expect(page.locator("[data-when]")).toBeVisible();
  await look("calendar");
  await page.goto(room);
  await page.getByRole("link", { name: "Full screen" }).click();
  await look("screen");
  await page.goto("/account/invitation");
  await look("invitation");
  await page.goto("/rooms");
  await page.getByText("Link for…").first().click();
  await look("rooms");
  await page.goto("/rooms?q=nothing");
  await look("rooms-not-found");
  await page.goto("/rooms?filter=archived&sort=used");
  await look("rooms-no-archive");
  await page.goto("/rooms?filter=all&sort=used");
  await page.goto("/account");
  await page.getByLabel("Time zone").fill("Mars/Olympus");
  await look("account");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("no such time zone")).toBeVisible();
  await look("account-wrong");
  await page.goto("/inspect");
  await look("inspect");
  await page.getByRole("button", { name: "Check" }).click();
  await expect(page.getByText("Type something here.")).toBeVisible();
  await look("inspect-wrong");
  await page.getByLabel("Link or token").fill("https://meet.school.example/a/rather/long/address/that/has/to/wrap/on/a/phone");
  await page.getByRole("button", { name: "Check" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await look("inspect-no-token");
  await page.goto("/rooms/new");
  await page.getByRole("button", { name: "Create room" }).click();
  await expect(page.getByText("Type something here.")).toBeVisible();
  await look("new-room-wrong");
  await page.goto(`${room}/settings`);
  await look("settings");
  await page.getByLabel("Title", { exact: true }).fill("");
  await page.getByLabel("End-to-end encryption").check();
  await page.getByLabel("People type the key themselves").check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await look("settings-wrong");
  await page.goto(`${room}/join-link`);
  await look("join-link");
  await page.getByRole("radio", { name: "Moderator" }).check();
  await look("join-link-moderator");
  await page.getByRole("radio", { name: "Participant" }).check();
  await page.getByLabel("User id").fill("user_1");
  await page.getByRole("group", { name: "Design" }).getByLabel("Custom").check();
  if (scripts) await hydrated(page);
  await page.getByLabel("Header", { exact: true }).fill("red");
  await page.getByRole("button", { name: "Make join link" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await look("join-link-wrong");
  await page.getByLabel("User id").fill("");
  await page.getByLabel("Display name").fill("Ann Lee");
  await page.getByLabel("Header", { exact: true }).fill("#123456");
  if (scripts) await hydrated(page);
  await page.getByText("Logo, style sheet, old name").click();
  await page.getByLabel("Logo", { exact: true }).fill("https://school.example/logo.png");
  await page.getByRole("button", { name: "Make join link" }).click();
  await page.getByText("Show as API call").click();
  await look("join-link-made");
  const link = await joinLink(page);
  await page.locator("#made").evaluate((card) => card.setAttribute("data-expired", ""));
  await expect(page.getByRole("button", { name: "Make a new one" })).toBeVisible();
  await expect(page.getByLabel("Join link", { exact: true })).toBeHidden();
  await look("join-link-expired");
  const design = { header_bg_color: "#ffe0b2", custom_logo: "https://school.example/logo.png", footer_bg_color: "red}body{display:none", colour: "red" };
  await page.goto("/inspect");
  await page.getByLabel("Link or token").fill(`${link.split("&")[0]}&lng=de&custom_design=${encodeURIComponent(JSON.stringify(design))}`);
  await page.getByRole("button", { name: "Check" }).click();
  await expect(page.locator("[data-outcome=works]")).toBeVisible();
  await look("inspect-works");
  await page.goto(`${room}/settings`);
  await page.getByText("End session…").click();
  await look("settings-live");
  await page.goto(link);
  await look("rehearsal");
  await page.getByRole("button", { name: "Enter", exact: true }).click();
  await expect(page.locator("[data-state=in]")).toBeVisible();
  await look("rehearsal-in");
  await page.goto(room);
  await expect(page.locator("[data-in]")).toBeVisible();
  await look("room-live");
  const gone = await newRoom(page, "Out of use");
  await page.goto(`${gone}/delete`);
  await look("delete-archive-first");
  await page.goto(`${gone}/settings`);
  await page.getByRole("button", { name: "Archive" }).click();
  await look("room-archived");
  await page.goto(`${gone}/settings`);
  await look("settings-archived");
  await page.goto("/rooms?filter=archived&sort=used");
  await look("rooms-archived");
  await page.goto(`${gone}/delete`);
  await look("delete");
  await page.getByRole("button", { name: "Delete for good" }).click();
  await look("rooms-deleted");
  await everyInvitePage(page, portal, look);
  await page.goto("/rooms?filter=all&sort=used");
  await everyServer(page, look);
  await everyRehearsal(page, portal, look);
  await everyInvite(page, portal, room, look);
}

/** Walks what guests see. The database says what only time, or other people, would bring about. */
async function everyInvite(page: Page, portal: Portal, room: string, look: (name: string) => Promise<void>): Promise<void> {
  const slug = room.split("/").pop()!;
  const set = (sql: string) => execute(portal, `UPDATE invites SET ${sql} WHERE room_id = (SELECT id FROM rooms WHERE slug = '${slug}')`);
  const own = roomkey(portal, "blue whale\n", "invites", "add", "--room", slug, "--name", "Anna-Magdalena von Hohenlohe-Bartenstein", "--role", "moderator", "--passcode", "-").trim();
  await page.goto(room);
  const open = await page.getByLabel("Link for participants").inputValue();
  await page.goto(open);
  await look("guest-member");
  await page.context().clearCookies();
  const shows = (state: string) => expect(page.locator("[data-guest]")).toHaveAttribute("data-guest", state);
  await page.goto("/j?code=tea");
  await look("guest-code-wrong");
  await page.goto("/j/0000-0000-0000");
  await look("guest-no-invite");
  await page.goto(open);
  await shows("not-started");
  await look("guest-not-started");
  await page.getByRole("button", { name: "Wait here" }).click();
  await expect(page.locator(".why")).toBeVisible();
  await look("guest-wrong");
  await page.getByLabel("Your name").fill("Anna-Magdalena von Hohenlohe-Bartenstein");
  await page.getByRole("button", { name: "Wait here" }).click();
  await shows("waiting");
  await look("guest-waiting");
  await page.goto(`${portal.url}${new URL(own).pathname}`);
  await page.getByText("Not you?").click();
  await look("guest-personal");
  await page.getByLabel("Passcode").fill("blue whale");
  await page.getByRole("button", { name: "Join" }).click();
  await expect(page.locator("[data-role]")).toHaveAttribute("data-role", "moderator");
  await page.goto(open);
  await shows("ready");
  await look("guest-ready");
  await page.getByRole("button", { name: "Join" }).click();
  await page.getByRole("button", { name: "Enter", exact: true }).click();
  await page.getByRole("button", { name: "Leave" }).click();
  await page.locator("[data-logout]").click();
  await shows("left-guest");
  await look("left-guest");
  const left = page.url();
  await page.getByRole("link", { name: "Done" }).click();
  await look("left-done");
  for (const [state, sql] of [
    ["expired", "expires_at = 1790000000000"], ["not-yet", "not_before = 4000000000000"], ["revoked", "revoked_at = 1790000000000"],
  ] as const) {
    set(sql);
    await page.goto(open);
    await shows(state);
    await look(`guest-${state}`);
    set("expires_at = NULL, not_before = NULL, revoked_at = NULL");
  }
  execute(portal, `UPDATE rooms SET shut_sid = started_sid WHERE slug = '${slug}'`);
  await page.context().clearCookies();
  await page.goto(open);
  await shows("shut");
  await look("guest-shut");
  set("max_uses = 1");
  await page.goto(open);
  await shows("used-up");
  await look("guest-used-up");
  set("max_uses = NULL");
  await page.goto(left);
  await shows("left");
  await look("left");
}

/** Walks the pages about meeting servers, and leaves none behind. */
async function everyServer(page: Page, look: (name: string) => Promise<void>): Promise<void> {
  await page.goto("/servers");
  await expect(page.getByRole("heading", { name: "No meeting server yet" })).toBeVisible();
  await look("servers-empty");
  await page.getByRole("link", { name: "Add a server" }).click();
  await look("new-server");
  await page.getByLabel("Address", { exact: true }).fill("https://meet.school.example/auth");
  await page.getByLabel("Secret", { exact: true }).fill("too short");
  await page.getByRole("button", { name: "Add server" }).click();
  await expect(page.getByText("Leave off /auth")).toBeVisible();
  await look("new-server-wrong");
  await page.getByLabel("Name", { exact: true }).fill("A meeting server with a rather long name, so that it wraps");
  await page.getByLabel("Address", { exact: true }).fill("http://127.0.0.1:9/a/rather/long/path/that/has/to/wrap/on/a/phone");
  await page.getByLabel("API key", { exact: true }).fill("plugnmeet");
  await page.getByLabel("Secret", { exact: true }).fill("a secret that is long enough for tokens");
  await page.getByRole("button", { name: "Add server" }).click();
  await expect(page.locator("[data-state=tested]")).toBeVisible();
  await look("server-test");
  await page.getByRole("link", { name: "Back to the server" }).click();
  await page.getByLabel("The new secret").fill("another secret that is long enough for tokens");
  await page.getByRole("button", { name: "Test and use it" }).click();
  await expect(page.getByText("The old one is still in use")).toBeVisible();
  await look("server-secret-waits");
  await page.getByRole("button", { name: "Forget the new one" }).click();
  await expect(page.getByText("The old secret stays in use")).toBeVisible();
  await page.getByRole("button", { name: "Let new rooms begin here" }).click();
  await expect(page.getByText("From now on new rooms begin where it says so below")).toBeVisible();
  await look("servers");
  await newRoom(page, "A room of that server");
  await page.goto("/servers");
  await page.getByRole("link", { name: /^A meeting server/ }).click();
  await look("server");
  await page.getByRole("link", { name: "Remove…" }).click();
  await look("remove-server");
  await page.getByRole("button", { name: "Move the rooms and remove the server" }).click();
  await expect(page.getByText("The meeting server is removed.")).toBeVisible();
}

/** Walks the states of the rehearsal room that need other people. */
async function everyRehearsal(page: Page, portal: Portal, look: (name: string) => Promise<void>): Promise<void> {
  const features = { room_features: { waiting_room_features: { is_active: true, waiting_room_msg: "Please wait: the exam begins at nine." } } };
  const room = await Sandbox.room(portal, `look-${Math.random().toString(36).slice(2)}`, { ...features, logout_url: "https://school.example/a/rather/long/address/that/has/to/wrap" });
  const enter = () => page.getByRole("button", { name: "Enter", exact: true }).click();
  const waits = await room.link({ user_id: "ann", name: "Anna-Magdalena von Hohenlohe-Bartenstein" });
  await page.goto(waits);
  await enter();
  await expect(page.locator("[data-state=waiting]")).toBeVisible();
  await look("rehearsal-waiting");
  const moderates = await room.link({ user_id: "boss", name: "Maria Fuchs", is_admin: true });
  await page.goto(moderates);
  await enter();
  await expect(page.locator("[data-waits]")).toBeVisible();
  await room.call("room/broadcastToRoom", { notification_msg: { text: "Ten minutes left", type: "NATS_SYSTEM_NOTIFICATION_WARNING" } });
  await room.call("room/broadcastToRoom", { chat_msg: { message: "https://school.example/a/rather/long/address/that/has/to/wrap/on/a/phone" } });
  await page.reload();
  await expect(page.locator("[data-message]")).toHaveCount(2);
  await look("rehearsal-moderator");
  await page.getByRole("button", { name: "Leave" }).click();
  await expect(page.locator("[data-out=left]")).toBeVisible();
  await look("rehearsal-left");
  await room.link({ user_id: "ann", name: "Ann" });
  await page.goto(waits);
  await expect(page.locator("[data-out=replaced]")).toBeVisible();
  await look("rehearsal-replaced");
  await page.goto(moderates);
  await page.getByRole("button", { name: "Enter again" }).click();
  await expect(page.locator("[data-state=in]")).toBeVisible();
  const cookies = await page.context().cookies();
  await page.context().clearCookies();
  await page.goto(moderates);
  await expect(page.locator("[data-problem=duplicate]")).toBeVisible();
  await look("rehearsal-duplicate");
  await page.context().addCookies(cookies);
  await room.call("room/endRoom");
  await page.goto(moderates);
  await expect(page.locator("[data-over]")).toBeVisible();
  await look("rehearsal-over");
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`no page has an accessibility fault in ${colorScheme} mode`, async ({ page, portal, javaScriptEnabled }) => {
    test.skip(!javaScriptEnabled, "axe is a script; the pages are the same");
    test.setTimeout(300_000);
    await page.emulateMedia({ colorScheme });
    await everyPage(page, portal, () => axe(page), javaScriptEnabled!);
  });
}

test("designs and locks have no accessibility fault and fit, at each width and in each mode", async ({ page, portal, browser, javaScriptEnabled }) => {
  test.setTimeout(600_000);
  const look = async (_name: string, shown = page) => {
    for (const width of [320, 768, 1280]) {
      await shown.setViewportSize({ width, height: 800 });
      await fits(shown);
      // axe is a script; the pages are the same.
      for (const colorScheme of javaScriptEnabled ? (["light", "dark"] as const) : []) {
        await shown.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await axe(shown);
      }
    }
  };
  await signIn(page);
  await everyDesign(page, portal, browser, look, javaScriptEnabled!);
  await everyLock(page, look);
});

test("no page scrolls sideways at 320 px", async ({ page, portal, javaScriptEnabled }) => {
  test.setTimeout(240_000);
  await page.setViewportSize({ width: 320, height: 640 });
  await everyPage(page, portal, () => fits(page), javaScriptEnabled!);
});

test("the set-up page has no accessibility fault and fits", async ({ page, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, "axe is a script; the pages are the same");
  const fresh = await Portal.start();
  await page.setViewportSize({ width: 320, height: 640 });
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto(fresh.setUpAddress);
    await axe(page);
    await fits(page);
  }
  await page.goto(`${fresh.url}/setup?code=wrong`);
  await expect(page.getByText("no valid set-up code")).toBeVisible();
  await axe(page);
  await fresh.stop();
  fresh.remove();
});

// For people who want to look: `SCREENSHOTS=folder npx playwright test --grep @look`.
test("@look", async ({ page, portal, browser, javaScriptEnabled }) => {
  test.skip(!process.env.SCREENSHOTS, "only when asked for");
  test.setTimeout(900_000);
  for (const [width, colorScheme] of [[1280, "light"], [1280, "dark"], [320, "light"], [320, "dark"]] as const) {
    await page.context().clearCookies();
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    const folder = `${process.env.SCREENSHOTS}/${javaScriptEnabled ? "on" : "off"}-${width}-${colorScheme}`;
    const look = async (name: string, shown = page) => {
      await shown.setViewportSize({ width, height: 800 });
      await shown.emulateMedia({ colorScheme });
      await shown.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
    };
    await everyPage(page, portal, look, javaScriptEnabled!);
    await signIn(page);
    await everyDesign(page, portal, browser, look, javaScriptEnabled!);
    await everyLock(page, look);
  }
});
