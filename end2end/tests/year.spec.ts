// A link printed on paper in September opens the room in June: the portal was started again, and the room has another name and
// another meeting server by then. Only a debug build's clock can be moved.
import { execFileSync } from "node:child_process";
import type { Page } from "@playwright/test";
import { binary, comeIn, expect, newRoom, Portal, roomkey, setUp, signIn, start, test } from "./portal";

/** Goes in by a link, under a name if it asks for one: which session of which server that leads to. */
async function joins(guest: Page, link: string, name?: string): Promise<void> {
  await guest.goto(link);
  if (name !== undefined) await guest.getByLabel("Your name").fill(name);
  await comeIn(guest);
  await expect(guest.locator("[data-role]")).toHaveAttribute("data-role", "participant");
}

test("a link opens the right room a year later, under another title, on another server, after a restart", async ({ browser, javaScriptEnabled }) => {
  test.setTimeout(120_000);
  const portal = await Portal.start();
  await setUp(portal);
  const meet = await Portal.start({ host: "localhost" });
  const open = async () => (await browser.newContext({ baseURL: portal.url, javaScriptEnabled, colorScheme: "light" })).newPage();
  const [page, ann, ben] = [await open(), await open(), await open()];

  // In September: two rooms, two links, and somebody who uses one.
  await signIn(page);
  await newRoom(page, "Chemistry 8a");
  const room = await newRoom(page, "Biology 7b");
  await page.goto(room);
  const link = await page.getByLabel("Link for participants").inputValue();
  const own = roomkey(portal, "", "invites", "add", "--room", room.split("/").pop()!, "--name", "Tariq Aziz");
  await start(page, room);
  await joins(ann, link, "Ann");
  await expect(ann).toHaveURL(new RegExp(`^${portal.url}/sandbox/`));
  await expect(ann.locator("[data-room-title]")).toHaveText("Biology 7b");
  const id = await ann.locator("[data-user-id]").innerText();

  // A year passes.
  for (const process of [portal, meet]) {
    await process.stop();
    await process.restart({ daysAhead: 365 });
  }
  await page.goto("/rooms");
  await expect(page).toHaveURL(/\/sign-in/);
  await signIn(page);
  const { api_key, secret } = JSON.parse(execFileSync(binary, ["sandbox", "credentials", "--data-dir", meet.dataDir], { encoding: "utf8" }));
  roomkey(portal, secret, "servers", "add", "--name", "Meet One", "--url", `${meet.url}/sandbox`, "--api-key", api_key);
  await page.goto(`${room}/settings`);
  await page.getByLabel("Title", { exact: true }).fill("Biology 8b");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await page.getByLabel("Sessions run on").selectOption({ label: "Meet One" });
  await page.getByRole("button", { name: "Move room" }).click();
  await expect(page.getByText("the next session runs on Meet One")).toBeVisible();

  // The link from the paper, by a browser that was here then, and by one that was not; and the personal one.
  await start(page, room);
  await joins(ann, link);
  await expect(ann.locator("[data-user-name]")).toHaveText("Ann");
  await expect(ann.locator("[data-user-id]")).toHaveText(id);
  await joins(ben, link, "Ben");
  for (const guest of [ann, ben]) {
    await expect(guest).toHaveURL(new RegExp(`^${meet.url}/sandbox/\\?access_token=`));
    await expect(guest.locator("[data-room-title]")).toHaveText("Biology 8b");
  }
  await joins(ben, new URL(own.trim()).pathname);
  await expect(ben.locator("[data-user-name]")).toHaveText("Tariq Aziz");
  await expect(ben.locator("[data-room-title]")).toHaveText("Biology 8b");

  for (const context of [page, ann, ben].map((one) => one.context())) await context.close();
  for (const process of [meet, portal]) {
    await process.stop();
    process.remove();
  }
});
