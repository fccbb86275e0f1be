import type { Page } from "@playwright/test";
import { expect, newRoom, ownTab, signIn, test } from "./portal";

async function start(page: Page, room: string): Promise<void> {
  await page.goto(room);
  const tab = await ownTab(page.getByRole("button", { name: "Start", exact: true }));
  await expect(tab).toHaveURL(/\/sandbox\/\?access_token=/);
  await tab.close();
}

test("settings are kept, what is always on is shown with its reason, wrong ones are said beside the field", async ({ page }) => {
  await signIn(page);
  const room = await newRoom(page, "Settings");
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByLabel("Title", { exact: true }).fill("Physics");
  await page.getByLabel("Welcome message").fill("Hello,\nand welcome");
  await page.getByLabel("Maximum number of people").fill("0");
  await page.getByLabel("Waiting room", { exact: true }).check();
  await page.getByLabel("Emoji reactions").uncheck();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("Maximum number of people")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByText("Type a number from 1 to 10")).toBeVisible();
  await expect(page.getByLabel("Welcome message")).toHaveValue("Hello,\nand welcome");
  await page.getByLabel("Maximum number of people").fill("12");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Physics");
  expect(new URL(page.url()).pathname).toBe(`${room}/settings`);
  await expect(page.getByLabel("Maximum number of people")).toHaveValue("12");
  await expect(page.getByLabel("Waiting room", { exact: true })).toBeChecked();
  await expect(page.getByLabel("Emoji reactions")).not.toBeChecked();
  const fixed = page.getByRole("listitem").filter({ hasText: "Screen sharing" });
  await expect(fixed).toContainText("Can be locked for participants");
});

test("what a key of one's own switches off is said where it is", async ({ page }) => {
  await signIn(page);
  const room = await newRoom(page, "Encrypted");
  await page.goto(`${room}/settings`);
  const notice = page.getByText("the server switches off broadcasting and cloud recording");
  await expect(notice).toBeHidden();
  await page.getByLabel("End-to-end encryption").check();
  await page.getByLabel("People type the key themselves").check();
  await expect(notice).toBeVisible();
});

test("two people edit one room: both states are shown, and nothing is lost", async ({ page, browser, portal, javaScriptEnabled }) => {
  await signIn(page);
  const room = await newRoom(page, "Both");
  const context = await browser.newContext({ baseURL: portal.url, javaScriptEnabled });
  const other = await context.newPage();
  await signIn(other);
  await page.goto(`${room}/settings`);
  await other.goto(`${room}/settings`);
  await other.getByLabel("Title", { exact: true }).fill("Theirs");
  await other.getByLabel("Waiting room", { exact: true }).check();
  await other.getByRole("button", { name: "Save" }).click();
  await expect(other.getByText("Saved.")).toBeVisible();

  await page.getByLabel("Title", { exact: true }).fill("Mine");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("alert")).toContainText("Somebody else has made changes here");
  await expect(page.getByText("Somebody else made this “Theirs” meanwhile")).toBeVisible();
  await expect(page.getByLabel("Title", { exact: true })).toHaveValue("Mine");
  await expect(page.getByLabel("Waiting room", { exact: true })).toBeChecked();
  await expect(page.getByText("Somebody else filled or ticked this meanwhile.")).toBeVisible();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Mine");
  await context.close();
});

test("a lock changed while live comes into force by ending the session", async ({ page }) => {
  await signIn(page);
  const room = await newRoom(page, "Live edit");
  await start(page, room);
  await page.goto(`${room}/locks`);
  await expect(page.getByText("takes effect from the next session")).toBeVisible();
  await page.getByLabel("Microphone").check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await page.getByText("End session…").click();
  await expect(page.getByText("Everyone is put out")).toBeVisible();
  await page.getByRole("button", { name: "Save and end for everybody" }).click();
  // The page follows the teardown by itself.
  await expect(page.getByText("The session has ended. The next one starts")).toBeVisible({ timeout: 15_000 });
  await expect(page.getByText("Not running")).toBeVisible();
  await page.goto(`${room}/join-link`);
  await page.getByLabel("Display name").fill("Ann Lee");
  await page.getByRole("button", { name: "Make join link" }).click();
  await expect(page.getByText("Ann Lee joins as a participant")).toContainText("may not speak");
});

test("Enter in a field of a live room's settings saves, and ends nothing", async ({ page }) => {
  await signIn(page);
  const room = await newRoom(page, "Enter");
  await start(page, room);
  await page.goto(`${room}/settings`);
  await page.getByLabel("Title", { exact: true }).fill("Entered");
  await page.getByLabel("Title", { exact: true }).press("Enter");
  await expect(page.getByText("Saved.")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Entered");
  await expect(page.getByText(/^Live/)).toBeVisible();
});

test("what is typed on a room's own page is enough for a link", async ({ page }) => {
  await signIn(page);
  await newRoom(page, "Straight");
  await page.getByLabel("Display name").fill("Tariq");
  await page.getByRole("button", { name: "Make join link" }).click();
  await expect(page.getByRole("heading", { level: 2, name: "Tariq" })).toBeVisible();
});
