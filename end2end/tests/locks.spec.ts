// What is locked for the room and for one person: chosen, seen in that person's place, and met in the meeting.
import type { Browser, Locator, Page } from "@playwright/test";
import { comeIn, expect, fits, newRoom, signIn, start, test } from "./portal";

/** A personal invite; its link. */
async function invite(page: Page, room: string, name: string): Promise<string> {
  await page.goto(`${room}/invites/new`);
  await page.getByText("Personal", { exact: true }).click();
  await page.getByLabel("Display name").fill(name);
  await page.getByRole("button", { name: "Make invite" }).click();
  await expect(page.getByText("The invite is made.")).toBeVisible();
  return page.locator("input[id^=link-]").inputValue();
}

/** How the ten fall out on a page. */
async function falls(page: Page): Promise<string[]> {
  const rows = page.locator("[data-lock]");
  await expect(rows).toHaveCount(10);
  return rows.evaluateAll((all) => all.map((row) => ["lock", "effective", "reason"].map((name) => row.getAttribute(`data-${name}`)).join(" ")));
}

/** What a guest meets who comes by this link. */
async function met(browser: Browser, link: string): Promise<string[]> {
  const guest = await browser.newPage();
  await guest.goto(link);
  await comeIn(guest);
  await expect(guest.locator("[data-role]")).toHaveAttribute("data-role", "participant");
  const found = await falls(guest);
  await guest.close();
  return found;
}

async function tabTo(page: Page, meant: Locator): Promise<void> {
  for (let presses = 0; presses < 120; presses++) {
    if (await meant.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never reached ${meant}`);
}

test("chat is locked for one person, who meets it so", async ({ page, browser }) => {
  await signIn(page);
  const room = await newRoom(page, "One person");
  await invite(page, room, "Ben");
  const link = await invite(page, room, "Ann Lee");
  await page.goto(`${room}/locks`);
  await page.getByRole("link", { name: "For people" }).click();
  await page.getByLabel("Chat, Ann Lee", { exact: true }).selectOption("Locked");
  await page.getByLabel("Whiteboard, Ann Lee").selectOption("Allowed");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("one person’s locks changed")).toBeVisible();
  await expect(page.getByLabel("Chat, Ann Lee", { exact: true })).toHaveValue("locked");
  await expect(page.getByLabel("Chat, Ben", { exact: true })).toHaveValue("inherit");

  await page.getByRole("link", { name: "See it as Ann Lee" }).click();
  await expect(page.getByRole("heading", { name: "Seen as: Ann Lee" })).toBeVisible();
  const seen = await falls(page);
  expect(seen).toContain("lock_chat locked person");
  expect(seen).toContain("lock_whiteboard allowed person");
  expect(seen).toContain("lock_webcam allowed room");
  await start(page, room);
  expect(await met(browser, link)).toEqual(seen);
});

test("everybody who is ticked gets the same, on a phone too", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await signIn(page);
  const room = await newRoom(page, "Many people");
  for (const name of ["Ann", "Ben", "Cy"]) await invite(page, room, name);
  await page.goto(`${room}/locks/people`);
  await fits(page);
  await page.getByRole("link", { name: "Tick all" }).click();
  await page.getByRole("checkbox", { name: "Ben" }).uncheck();
  await page.getByLabel("Which lock").selectOption("Microphone");
  await page.getByLabel("What to set").selectOption("Locked");
  await page.getByRole("button", { name: "Set and save" }).click();
  await expect(page.getByText("the locks of 2 people changed")).toBeVisible();
  await expect(page.getByLabel("Microphone, Ann")).toHaveValue("locked");
  await expect(page.getByLabel("Microphone, Ben")).toHaveValue("inherit");
  await fits(page);
});

test("a preset says what it changes before it does", async ({ page }) => {
  await signIn(page);
  const room = await newRoom(page, "Presets");
  await page.goto(`${room}/locks`);
  await page.getByRole("link", { name: /^Lecture/ }).click();
  await expect(page.getByText("Lecture is filled in, not saved yet")).toBeVisible();
  await expect(page.getByText("Microphone: locked from now on")).toBeVisible();
  await expect(page.getByRole("checkbox", { name: /^Microphone/ })).toBeChecked();
  await page.getByRole("link", { name: "Leave it as it is" }).click();
  await expect(page.getByRole("checkbox", { name: /^Microphone/ })).not.toBeChecked();
  await page.getByRole("link", { name: /^Lecture/ }).click();
  await page.getByRole("button", { name: "Save" }).first().click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await expect(page.getByRole("checkbox", { name: /^Microphone/ })).toBeChecked();
});

test("by keyboard alone, from the locks to the person", async ({ page, browser }) => {
  await signIn(page);
  const room = await newRoom(page, "By keyboard alone");
  const link = await invite(page, room, "Ann Lee");
  await page.goto(`${room}/locks`);
  await tabTo(page, page.getByRole("link", { name: "For people" }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/locks\/people$/);
  await tabTo(page, page.getByLabel("Chat, Ann Lee", { exact: true }));
  await page.keyboard.type("L");
  await expect(page.getByLabel("Chat, Ann Lee", { exact: true })).toHaveValue("locked");
  await tabTo(page, page.getByRole("button", { name: "Save", exact: true }));
  await page.keyboard.press("Enter");
  await expect(page.getByText("one person’s locks changed")).toBeVisible();
  await tabTo(page, page.getByRole("link", { name: "See it as Ann Lee" }));
  await page.keyboard.press("Enter");
  const seen = await falls(page);
  expect(seen).toContain("lock_chat locked person");
  await start(page, room);
  expect(await met(browser, link)).toEqual(seen);
});
