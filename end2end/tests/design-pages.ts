// The pages of designs and locks, in every state worth a look.
import type { Browser, Page } from "@playwright/test";
import { expect, hydrated, newRoom, type Portal, signIn, somebody, start } from "./portal";

type Look = (name: string, page?: Page) => Promise<void>;

let walks = 0;
const long = "Anna-Magdalena von Hohenlohe-Bartenstein";

/** Walks the designs: a room's own, the list, the editor, one that is used, shared, deleted. */
export async function everyDesign(page: Page, portal: Portal, browser: Browser, look: Look, scripts: boolean): Promise<void> {
  const live = async () => void (scripts && (await hydrated(page)));
  const title = `Designs of a room with a rather long title ${++walks}`;
  const room = await newRoom(page, title);
  await page.goto(`${room}/design`);
  await live();
  await look("design");
  await page.goto("/designs");
  await look("designs");
  await page.goto("/designs?q=nothing");
  await look("designs-not-found");
  await page.goto("/designs/new");
  await live();
  await look("design-new");
  await page.getByLabel("Header", { exact: true }).fill("red");
  await page.getByRole("button", { name: "Save design" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await live();
  await look("design-wrong");
  await page.getByText("Paste a design from elsewhere").click();
  await page.getByLabel("Design or join link").fill("{");
  await page.getByRole("button", { name: "Fill the fields" }).click();
  await expect(page.getByText("something in it is broken")).toBeVisible();
  await live();
  await look("design-import-wrong");
  await page.goto("/designs/new?from=lagoon");
  await live();
  await page.getByText("Paste a design from elsewhere").click();
  const pasted = { header_color: "0c131a", right_side_bg_color: "#ffffff", primary_btn_text_color: "#777777", colour: "red".repeat(40) };
  await page.getByLabel("Design or join link").fill(JSON.stringify(pasted));
  await page.getByRole("button", { name: "Fill the fields" }).click();
  await expect(page.getByText("Left out:")).toBeVisible();
  await live();
  await page.getByLabel("Show every pair of colours").check();
  await look("design-imported");
  await page.getByLabel("Name of the design").fill(long);
  await page.getByLabel("Share with everybody").check();
  await page.getByRole("button", { name: "Save design" }).click();
  await expect(page.getByText("The design is saved.")).toBeVisible();
  await live();
  await look("design-made");
  const address = new URL(page.url()).pathname;
  await page.getByRole("button", { name: "Use for the ticked rooms" }).click();
  await expect(page.getByText("Tick the rooms that should use it.")).toBeVisible();
  await page.getByLabel(title).check();
  await page.getByRole("button", { name: "Use for the ticked rooms" }).click();
  await expect(page.getByText("One room uses this design now.")).toBeVisible();
  await look("design-used");
  await page.goto(`${room}/design`);
  await expect(page.getByRole("radio", { name: "Saved design" })).toBeChecked();
  await look("design-of-room");
  await page.goto(`/designs?q=${long.slice(0, 14)}`);
  await look("designs-found");
  const guest = await browser.newContext({ baseURL: portal.url, javaScriptEnabled: scripts });
  const other = await guest.newPage();
  await signIn(other, somebody(portal));
  await other.goto("/designs");
  await look("designs-shared", other);
  await other.goto(address);
  await expect(other).toHaveURL(/\/look$/);
  await look("design-look", other);
  await guest.close();
  await page.goto(`${address}/delete`);
  await look("design-delete");
  await page.getByRole("button", { name: "Delete design" }).click();
  await expect(page.getByText("The design is deleted.")).toBeVisible();
  await look("design-deleted");
}

/** Walks the locks: the room's, those of people, and as somebody meets them. */
export async function everyLock(page: Page, look: Look): Promise<void> {
  const room = await newRoom(page, "Locks of a room with a rather long title");
  await page.goto(`${room}/locks`);
  await look("locks");
  await page.goto(`${room}/locks?preset=exam`);
  await look("locks-preset");
  await page.goto(`${room}/locks/people`);
  await look("locks-people-empty");
  await page.goto(`${room}/locks/people?q=${"nothing".repeat(8)}`);
  await look("locks-people-not-found");
  for (const [name, role] of [[long, "Participant"], ["Ben", "Moderator"]]) await invite(page, room, name, role);
  await page.goto(`${room}/locks/people`);
  await page.getByLabel(`Chat, ${long}`, { exact: true }).selectOption("Locked");
  await page.getByLabel(`Whiteboard, ${long}`).selectOption("Allowed");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("one person’s locks changed")).toBeVisible();
  await look("locks-people");
  await page.goto(`${room}/locks/people?show=open`);
  await page.getByRole("button", { name: "Set and save" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await look("locks-people-wrong");
  for (const role of ["participant", "moderator", "presenter"]) {
    await page.goto(`${room}/locks/as?role=${role}`);
    await look(`locks-as-${role}`);
  }
  await start(page, room);
  await page.goto(`${room}/locks?preset=lecture`);
  await page.getByRole("button", { name: "Save" }).first().click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await look("locks-live");
  for (const name of [long, "Ben"]) {
    await page.goto(`${room}/locks/people`);
    await page.getByRole("link", { name: `See it as ${name}` }).click();
    await expect(page.locator("[data-lock]")).toHaveCount(10);
    await look(`locks-as-${name.slice(0, 3)}`);
  }
}

async function invite(page: Page, room: string, name: string, role: string): Promise<void> {
  await page.goto(`${room}/invites/new`);
  await page.getByText("Personal", { exact: true }).click();
  await page.getByLabel("Display name").fill(name);
  await page.getByRole("radio", { name: role }).check();
  await page.getByRole("button", { name: "Make invite" }).click();
  await expect(page.getByText("The invite is made.")).toBeVisible();
}
