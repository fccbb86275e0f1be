import type { Page } from "@playwright/test";
import { expect, fits, newRoom, ownTab, Portal, person, signIn, test } from "./portal";

/** The titles on the list, from top to bottom. */
async function titles(page: Page): Promise<string[]> {
  return page.getByRole("article").getByRole("heading").allTextContents();
}

function card(page: Page, title: string) {
  return page.getByRole("listitem").filter({ has: page.getByRole("link", { name: title, exact: true }) });
}

// Each test has an account of its own in a portal of its own: lists are remembered.
const alone = test.extend<{ own: Portal }>({
  own: async ({}, use) => {
    const portal = await Portal.start();
    await use(portal);
    await portal.stop();
    portal.remove();
  },
  baseURL: async ({ own }, use) => use(own.url),
  page: async ({ page, own }, use) => {
    await page.goto(own.setUpAddress);
    await page.getByLabel("Your name").fill(person.name);
    await page.getByLabel("E-mail").fill(person.email);
    await page.getByLabel("Password").fill(person.password);
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("My classroom");
    await use(page);
  },
});

alone("rooms are searched, filtered, sorted and starred, and the list is the same the next time", async ({ page }) => {
  for (const title of ["Zoology", "فصل", "Ärzte", "🎓"]) await newRoom(page, title);
  await page.goto("/rooms");
  expect(await titles(page)).toEqual(["🎓", "Ärzte", "فصل", "Zoology", "My classroom"]);

  await page.getByRole("navigation", { name: "Order" }).getByRole("link", { name: "Title" }).click();
  await expect(page.getByRole("link", { name: "Title" })).toHaveAttribute("aria-current", "true");
  expect(await titles(page)).toEqual(["Ärzte", "My classroom", "Zoology", "فصل", "🎓"]);

  const star = card(page, "Zoology").getByRole("button", { name: "Favourite Zoology" });
  await expect(star).toHaveAttribute("aria-pressed", "false");
  await star.click();
  await expect(star).toHaveAttribute("aria-pressed", "true");
  expect(await titles(page)).toEqual(["Zoology", "Ärzte", "My classroom", "فصل", "🎓"]);

  await page.getByRole("searchbox", { name: "Search rooms by title" }).fill("ARZTE");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/q=ARZTE/);
  expect(await titles(page)).toEqual(["Ärzte"]);
  await expect(page.getByRole("searchbox")).toHaveValue("ARZTE");
  await page.getByRole("searchbox").fill("100%");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page.getByRole("heading", { name: "No room found" })).toBeVisible();
  await page.getByRole("link", { name: "Show all of them" }).click();
  expect((await titles(page)).length).toBe(5);

  await page.goto("/rooms");
  expect(await titles(page)).toEqual(["Zoology", "Ärzte", "My classroom", "فصل", "🎓"]);
});

alone("a room is copied, archived, restored and, once asked, deleted", async ({ page }) => {
  const room = await newRoom(page, "Biology 7b");
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Duplicate" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Biology 7b (copy)");

  await page.goto(`${room}/settings`);
  await page.getByRole("button", { name: "Archive" }).click();
  await expect(page.getByText("This room is archived")).toBeVisible();
  await expect(page.getByRole("button", { name: "Start" })).toHaveCount(0);
  await page.goto("/rooms");
  expect(await titles(page)).toEqual(["Biology 7b (copy)", "My classroom"]);
  await page.getByRole("link", { name: "Archived" }).click();
  await card(page, "Biology 7b").getByRole("button", { name: "Restore" }).click();
  await expect(page.getByRole("button", { name: "Start", exact: true })).toBeVisible();

  await page.goto(`${room}/settings`);
  await page.getByRole("button", { name: "Archive" }).click();
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByRole("link", { name: "Delete…" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Delete “Biology 7b”?");
  await expect(page.getByText("There is no way back.")).toBeVisible();
  await page.getByRole("link", { name: "Cancel" }).click();
  await page.getByRole("link", { name: "Delete…" }).click();
  await page.getByRole("button", { name: "Delete for good" }).click();
  await expect(page.getByRole("status")).toHaveText("The room is deleted.");
  await page.goto("/rooms?filter=all");
  expect(await titles(page)).toEqual(["Biology 7b (copy)", "My classroom"]);
  expect((await page.goto(room))!.status()).toBe(404);
});

alone("a template says what it does, and the room does it", async ({ page }) => {
  await page.goto("/rooms/new");
  await expect(page.getByRole("radio", { name: "Lesson" })).toBeChecked();
  await page.getByLabel("Title", { exact: true }).fill("Finals");
  // The whole box is the label.
  await page.locator(".choice", { hasText: "Everything is locked, and a moderator admits" }).click();
  await expect(page.getByRole("radio", { name: "Exam" })).toBeChecked();
  await page.getByRole("button", { name: "Create room" }).click();
  await page.getByRole("link", { name: "Locks" }).click();
  await expect(page.getByRole("checkbox", { checked: true })).toHaveCount(10);
  await page.getByRole("link", { name: "Settings" }).click();
  await expect(page.getByLabel("Waiting room", { exact: true })).toBeChecked();
});

alone("live rooms are told by words, and the list fits a phone", async ({ page }) => {
  await expect(await ownTab(page.getByRole("button", { name: "Start", exact: true }))).toHaveURL(/access_token=/);
  await page.goto("/rooms");
  await expect(card(page, "My classroom").getByText(/^Live/)).toBeVisible();
  await expect(page.getByText("One of these is live right now.")).toBeVisible();
  await page.setViewportSize({ width: 320, height: 640 });
  await fits(page);
});

test("somebody with a link to another room's deletion finds nothing", async ({ page }) => {
  await signIn(page);
  expect((await page.goto("/rooms/nothing-0000/delete"))!.status()).toBe(404);
});
