import type { Browser, Page } from "@playwright/test";
import { expect, test, type Portal } from "./portal";
import { Sandbox } from "./sandbox";

const ann = { user_id: "ann", name: "Ann Lee" };
const boss = { user_id: "boss", name: "Maria Fuchs", is_admin: true };

/** Pages come up to date by themselves, without scripts every ten seconds. */
const soon = { timeout: 20_000 };

/** A browser of somebody's own, on their link. */
async function open(browser: Browser, portal: Portal, link: string, javaScriptEnabled: boolean): Promise<Page> {
  const context = await browser.newContext({ baseURL: portal.url, javaScriptEnabled });
  const page = await context.newPage();
  await page.goto(link);
  return page;
}

const state = (page: Page) => page.locator("[data-state]");

async function enter(page: Page, becomes: "in" | "waiting" = "in"): Promise<void> {
  await page.getByRole("button", { name: "Enter", exact: true }).click();
  await expect(state(page)).toHaveAttribute("data-state", becomes);
}

test("a link lets one browser in; a second one is told so, and a new link throws the first out", async ({ browser, portal, javaScriptEnabled }) => {
  const room = await Sandbox.room(portal, `duplicate-${javaScriptEnabled}`);
  const link = await room.link(ann);
  const first = await open(browser, portal, link, javaScriptEnabled!);
  await expect(first.getByRole("heading", { name: "At the door" })).toBeVisible();
  await enter(first);
  await expect(first.locator("[data-in=ann]")).toContainText("Ann Lee");
  await first.reload();
  await expect(state(first)).toHaveAttribute("data-state", "in");

  const second = await open(browser, portal, link, javaScriptEnabled!);
  await expect(second.locator("[data-problem]")).toHaveAttribute("data-problem", "duplicate");
  await expect(second.locator("[data-client-key]")).toHaveText("notifications.room-disconnected-duplicate-entry");
  await expect(second.getByText("Verification Failed!")).toBeVisible();

  const newer = await room.link(ann);
  await expect(first.locator("[data-out]")).toHaveAttribute("data-out", "replaced", soon);
  await expect(first.getByText("asked for a new link")).toBeVisible();
  await second.goto(newer);
  await enter(second);
  await second.getByRole("button", { name: "Leave" }).click();
  await expect(second.getByRole("heading", { name: "You have left" })).toBeVisible();
  await second.getByRole("button", { name: "Enter again" }).click();
  await expect(state(second)).toHaveAttribute("data-state", "in");
});

test("who waits is let in by a moderator, sees messages, and is removed and blocked", async ({ browser, portal, javaScriptEnabled }) => {
  const features = { room_features: { waiting_room_features: { is_active: true, waiting_room_msg: "The exam begins at nine." } } };
  const room = await Sandbox.room(portal, `waiting-${javaScriptEnabled}`, features);
  const guest = await open(browser, portal, await room.link(ann), javaScriptEnabled!);
  await enter(guest, "waiting");
  await expect(guest.getByText("The exam begins at nine.")).toBeVisible();
  const moderator = await open(browser, portal, await room.link(boss), javaScriptEnabled!);
  await enter(moderator);
  await expect(moderator.getByRole("heading", { name: "One person is waiting" })).toBeVisible();
  await expect(moderator.getByRole("button", { name: "Remove Maria Fuchs" })).toHaveCount(0);

  await moderator.getByRole("button", { name: "Let in Ann Lee" }).click();
  await expect(moderator.locator("[data-in=ann]")).toBeVisible();
  await expect(state(guest)).toHaveAttribute("data-state", "in", soon);
  await expect(guest.locator("[data-in]")).toHaveCount(2);
  await expect(guest.getByRole("button", { name: /Remove/ })).toHaveCount(0);

  await room.call("room/broadcastToRoom", { notification_msg: { text: "Ten minutes left <b>", type: "NATS_SYSTEM_NOTIFICATION_WARNING" } });
  await expect(guest.locator("[data-message=warning]")).toContainText("Ten minutes left <b>", soon);

  await moderator.getByRole("button", { name: "Remove and block Ann Lee" }).click();
  await expect(moderator.locator("[data-in]")).toHaveCount(1);
  await expect(guest.locator("[data-out]")).toHaveAttribute("data-out", "removed", soon);
  await expect(guest.locator("[data-problem]")).toHaveAttribute("data-problem", "blocked");
  await expect(guest.locator("[data-client-key]").first()).toHaveText("notifications.room-disconnected-participant-removed");
});

test("what a moderator has focus on survives a change, and everyone can be let in at once", async ({ browser, portal, javaScriptEnabled }) => {
  const features = { room_features: { waiting_room_features: { is_active: true } } };
  const room = await Sandbox.room(portal, `everyone-${javaScriptEnabled}`, features);
  const moderator = await open(browser, portal, await room.link(boss), javaScriptEnabled!);
  await enter(moderator);
  const first = await open(browser, portal, await room.link(ann), javaScriptEnabled!);
  await enter(first, "waiting");
  await expect(moderator.locator("[data-waits]")).toHaveCount(1, soon);
  const button = moderator.getByRole("button", { name: "Let in Ann Lee" });
  await button.focus();
  const second = await open(browser, portal, await room.link({ user_id: "bob", name: "Bob" }), javaScriptEnabled!);
  await enter(second, "waiting");
  await expect(moderator.locator("[data-waits]")).toHaveCount(2, soon);
  if (javaScriptEnabled) await expect(button).toBeFocused();
  await moderator.getByRole("button", { name: "Let everyone in" }).click();
  await expect(moderator.locator("[data-in]")).toHaveCount(3);
  for (const page of [first, second]) await expect(state(page)).toHaveAttribute("data-state", "in", soon);
});

test("a full session says so until somebody leaves", async ({ browser, portal, javaScriptEnabled }) => {
  const room = await Sandbox.room(portal, `full-${javaScriptEnabled}`, {}, { max_participants: 1 });
  const inside = await open(browser, portal, await room.link(ann), javaScriptEnabled!);
  const late = await open(browser, portal, await room.link({ user_id: "bob", name: "Bob" }), javaScriptEnabled!);
  await enter(inside);
  await late.getByRole("button", { name: "Enter" }).click();
  await expect(late.locator("[data-problem]")).toHaveAttribute("data-problem", "full");
  await expect(late.locator("[data-client-key]")).toHaveText("notifications.max-num-participates-exceeded");
  await inside.getByRole("button", { name: "Leave" }).click();
  await late.getByRole("link", { name: "Try again" }).click();
  await enter(late);
});

test("everybody is told when the session ends, and the next one begins when they have gone", async ({ browser, portal, javaScriptEnabled }) => {
  const room = await Sandbox.room(portal, `end-${javaScriptEnabled}`, { logout_url: "https://school.example/bye" });
  const link = await room.link(ann);
  const page = await open(browser, portal, link, javaScriptEnabled!);
  await enter(page);
  await room.call("room/endRoom");
  expect((await room.call("room/isRoomActive")).msg).toBe("room is not active");
  await expect(page.locator("[data-over]")).toHaveAttribute("data-over", "asked", soon);
  await expect(page.getByRole("heading", { name: "The session has ended" })).toBeVisible();
  await expect(page.locator("[data-client-key]")).toHaveText("notifications.room-disconnected-room-ended");
  await expect(page.getByRole("link", { name: "Go there" })).toHaveAttribute("href", "https://school.example/bye");
  await room.call("room/create", { metadata: { room_title: "Physics 8a", room_features: {} } });
  const stranger = await open(browser, portal, link, javaScriptEnabled!);
  await expect(stranger.locator("[data-client-key]")).toHaveText("notifications.user-info-not-found");
});
