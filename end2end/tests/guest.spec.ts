// A guest with a link and no account: from the link to the meeting, out of it, and back.
import { execFileSync } from "node:child_process";
import type { Browser, Page } from "@playwright/test";
import { binary, comeIn, expect, fits, newRoom, ownTab, person, Portal, roomkey, setUp, signIn, start, test } from "./portal";

/** Pages come up to date by themselves, without scripts every ten seconds. */
const soon = { timeout: 25_000 };

/** Somebody's phone, which has never been here. */
async function phone(browser: Browser, portal: Portal, javaScriptEnabled: boolean): Promise<Page> {
  const context = await browser.newContext({ baseURL: portal.url, javaScriptEnabled, colorScheme: "light", viewport: { width: 390, height: 760 } });
  return context.newPage();
}

/** The link that everybody gets, off the share box of the room that is open. */
async function copied(page: Page, room: string): Promise<string> {
  await page.goto(room);
  return page.getByLabel("Link for participants").inputValue();
}

/** Which state the guest's page is in. */
const state = (page: Page) => page.locator("[data-guest]");

/** From an open link to the wait at the door. */
async function waits(guest: Page, link: string, name: string): Promise<void> {
  await guest.goto(link);
  // Where the meeting server is another machine, the first look may not know yet.
  await expect(state(guest)).toHaveAttribute("data-guest", /^(not-started|unsure)$/);
  await guest.getByLabel("Your name").fill(name);
  await comeIn(guest);
  await expect(state(guest)).toHaveAttribute("data-guest", "waiting");
  await expect(guest.getByRole("status")).toContainText(`${name}, you are at the door.`);
}

async function leave(guest: Page): Promise<void> {
  await guest.getByRole("button", { name: "Enter", exact: true }).click();
  await expect(guest.locator("[data-state]")).toHaveAttribute("data-state", "in");
  await guest.getByRole("button", { name: "Leave" }).click();
  await expect(guest.getByRole("heading", { name: "You have left" })).toBeVisible();
  await guest.locator("[data-logout]").click();
}

async function userId(guest: Page): Promise<string> {
  return guest.locator("[data-user-id]").innerText();
}

/** The whole way; the room is there, and so is whoever teaches in it. */
async function lesson(page: Page, guest: Page, room: string): Promise<void> {
  await page.goto(`${room}/locks`);
  await page.getByLabel("Microphone").check();
  await page.getByLabel("Whiteboard").uncheck();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await page.goto(`${room}/design`);
  await page.getByLabel("Header", { exact: true }).fill("#ffcc80");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  const link = await copied(page, room);
  expect(link).toMatch(/\/j\/[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}$/);

  await waits(guest, link, "Tariq");
  await fits(guest);
  await start(page, room);
  // Nobody touches the guest's page.
  await expect(guest).toHaveURL(/\/sandbox\/\?access_token=/, soon);
  await expect(guest.locator("[data-room-title]")).toHaveText("Biology 7b");
  await expect(guest.locator("[data-user-name]")).toHaveText("Tariq");
  await expect(guest.locator("[data-role]")).toHaveAttribute("data-role", "participant");
  await expect(guest.locator("[data-lock=lock_microphone]")).toHaveAttribute("data-effective", "locked");
  await expect(guest.locator("[data-lock=lock_whiteboard]")).toHaveAttribute("data-effective", "allowed");
  await expect(guest.locator(".client__header").first()).toHaveCSS("background-color", "rgb(255, 204, 128)");
  const id = await userId(guest);
  expect(id).toMatch(/^guest-[0-9a-z]{16}$/);

  await leave(guest);
  await expect(state(guest)).toHaveAttribute("data-guest", "left-guest");
  await expect(guest.getByRole("heading", { level: 1 })).toHaveText("Biology 7b");
  await guest.getByRole("button", { name: "Rejoin" }).click();
  // Within ten seconds it is the same link, which the rehearsal room knows as one that was left.
  await guest.getByRole("button", { name: /^Enter/ }).click();
  await expect(guest.locator("[data-state]")).toHaveAttribute("data-state", "in");
  await expect(guest.locator("[data-user-name]")).toHaveText("Tariq");
  expect(await userId(guest), "the same person as before").toBe(id);

  // The link knows the browser again.
  await guest.goto(link);
  await expect(state(guest)).toHaveAttribute("data-guest", "ready");
  await expect(guest.getByLabel("Your name")).toHaveValue("Tariq");
  await expect(guest.getByRole("button", { name: "Rejoin" })).toBeVisible();
}

test("a guest waits at the door, is let in when the teacher starts, leaves and comes back", async ({ page, browser, portal, javaScriptEnabled }) => {
  test.setTimeout(120_000);
  await signIn(page);
  const room = await newRoom(page, "Biology 7b");
  const guest = await phone(browser, portal, javaScriptEnabled!);
  await lesson(page, guest, room);

  // Done is done, and of a room that is not theirs the page says nothing.
  const leavePage = await leaveAddress(page, room);
  const stranger = await phone(browser, portal, javaScriptEnabled!);
  await stranger.goto(leavePage);
  await expect(state(stranger)).toHaveAttribute("data-guest", "left");
  await expect(stranger.getByText("Biology 7b")).toHaveCount(0);
  await guest.goto(leavePage);
  await guest.getByRole("link", { name: "Done" }).click();
  await expect(state(guest)).toHaveAttribute("data-guest", "done");
  await guest.context().close();
  await stranger.context().close();
});

/** As a member of the room, to where its sessions lead afterwards. */
async function leaveAddress(member: Page, room: string): Promise<string> {
  await member.goto(room);
  const tab = await ownTab(member.getByRole("button", { name: /^Join$/ }).first());
  await leave(tab);
  await expect(state(tab)).toHaveAttribute("data-guest", "left-member");
  await expect(tab.getByRole("link", { name: "Back to the room" })).toHaveAttribute("href", room);
  return tab.url();
}

test("the same with the room on another Roomkey, at another origin", async ({ browser, javaScriptEnabled }) => {
  test.setTimeout(150_000);
  const portal = await Portal.start();
  await setUp(portal);
  const meet = await Portal.start({ host: "localhost" });
  const { api_key, secret } = JSON.parse(execFileSync(binary, ["sandbox", "credentials", "--data-dir", meet.dataDir], { encoding: "utf8" }));
  const context = await browser.newContext({ baseURL: portal.url, javaScriptEnabled, colorScheme: "light" });
  const page = await context.newPage();
  await signIn(page);
  await page.goto("/servers/new");
  await page.getByLabel("Name").fill("Meet One");
  await page.getByLabel("Address", { exact: true }).fill(`${meet.url}/sandbox`);
  await page.getByLabel("API key").fill(api_key);
  await page.getByLabel("Secret").fill(secret);
  await page.getByRole("button", { name: "Add server" }).click();
  await expect(page.getByRole("status")).toHaveText("This server works. Read the notes below.");
  await page.goto("/rooms/new");
  await page.getByLabel("Title").fill("Biology 7b");
  await page.getByLabel("Meeting server").selectOption({ label: "Meet One" });
  await page.getByRole("button", { name: "Create room" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Biology 7b");
  const guest = await phone(browser, portal, javaScriptEnabled!);
  await lesson(page, guest, new URL(page.url()).pathname);


  // The server stops: the page says so, and is itself again once the server is.
  const link = guest.url();
  await meet.stop();
  await expect(async () => {
    await guest.goto(link);
    await expect(state(guest)).toHaveAttribute("data-guest", "down", { timeout: 1_000 });
  }).toPass(soon);
  await expect(guest.getByText("The meeting server has not answered since")).toBeVisible();
  await meet.restart();
  await expect(state(guest)).toHaveAttribute("data-guest", "ready", { timeout: 60_000 });
  await guest.context().close();
  await context.close();
  for (const process of [meet, portal]) {
    await process.stop();
    process.remove();
  }
});

test("a personal link says whose it is, asks for its passcode, and nothing once it is revoked", async ({ page, browser, portal, javaScriptEnabled }) => {
  await signIn(page);
  const room = await newRoom(page, "Office hours");
  const slug = room.split("/").pop()!;
  const link = roomkey(portal, "blue whale 7\n", "invites", "add", "--room", slug, "--name", "Ann Lee", "--role", "moderator", "--passcode", "-").trim().replace(/^.*(?=\/j\/)/, portal.url);
  const guest = await phone(browser, portal, javaScriptEnabled!);
  await guest.goto(link.replace(/[^/]+$/, (code) => code.toUpperCase().replaceAll("0", "O")));
  await expect(guest.locator("[data-you]")).toHaveText("Ann Lee");
  await expect(guest.getByLabel("Your name")).toHaveCount(0);
  await expect(guest.getByText("With this link you are a moderator.")).toBeVisible();
  await guest.getByText("Not you?").click();
  await expect(guest.getByText(`Ask ${person.name} for a link of your own.`)).toBeVisible();
  await guest.getByRole("button", { name: "Join" }).click();
  await expect(guest, "the link as it is written").toHaveURL(new RegExp(`^${link}\\?`));
  await expect(guest.getByText("Type something here.")).toBeVisible();
  await guest.getByLabel("Passcode").fill("Red Whale 7");
  await guest.getByRole("button", { name: "Join" }).click();
  await expect(guest.locator(".why")).toBeVisible();
  await expect(guest.getByLabel("Passcode")).toHaveValue("");
  await guest.getByLabel("Passcode").fill("Blue  WHALE7");
  await guest.getByRole("button", { name: "Join" }).click();
  await expect(guest.locator("[data-user-name]")).toHaveText("Ann Lee");
  await expect(guest.locator("[data-role]")).toHaveAttribute("data-role", "moderator");

  roomkey(portal, "", "invites", "revoke", "--room", slug, link);
  await guest.goto(link);
  await expect(state(guest)).toHaveAttribute("data-guest", "revoked");
  await expect(guest.getByText(`Ask ${person.name} for a new one.`)).toBeVisible();
  await expect(guest.getByRole("button")).toHaveCount(0);
  await guest.context().close();
});

test("who waits may change the name or stop waiting, and a code from paper opens the page", async ({ page, browser, portal, javaScriptEnabled }) => {
  await signIn(page);
  const link = await copied(page, await newRoom(page, "Chemistry"));
  const guest = await phone(browser, portal, javaScriptEnabled!);
  await guest.goto("/j");
  await guest.getByLabel("Code").fill("tea");
  await guest.getByRole("button", { name: "Open" }).click();
  await expect(guest.getByText("it needs twelve letters and digits")).toBeVisible();
  await expect(guest.getByLabel("Code")).toHaveValue("tea");
  await guest.getByLabel("Code").fill(link.split("/").pop()!.replaceAll("-", " ").toUpperCase());
  await guest.getByRole("button", { name: "Open" }).click();
  await expect(guest).toHaveURL(link);
  await waits(guest, link, "Tarik");
  await guest.getByRole("link", { name: "Change my name" }).click();
  await expect(guest.getByLabel("Your name")).toHaveValue("Tarik");
  await guest.getByLabel("Your name").fill("Tariq");
  await guest.getByRole("button", { name: "Wait here" }).click();
  await expect(guest.getByRole("status")).toContainText("Tariq, you are at the door.");
  await guest.getByRole("button", { name: "Stop waiting" }).click();
  await expect(guest).toHaveURL(link);
  await guest.goto(link.replace("/j/", "/wait/"));
  await expect(guest, "nobody waits here any more").toHaveURL(link);

  // A member is led to the room, and a wrong code to what to do.
  await page.goto(link);
  await page.getByRole("link", { name: "Go to the room" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Chemistry");
  await guest.goto("/j/0000-0000-0000");
  await expect(guest.getByRole("heading", { name: "No such invite" })).toBeVisible();
  await expect(guest.getByLabel("Code")).toBeVisible();
  await guest.context().close();
});
