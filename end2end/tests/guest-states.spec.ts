// What a guest sees when nothing can be done about it by pressing Join: each state of the page, in both themes, on a phone and a
// desktop.
import type { Page } from "@playwright/test";
import { axe } from "./axe";
import { comeIn, execute, expect, fits, newRoom, Portal, roomkey, setUp, signIn, start, test } from "./portal";

/** The page that is open, in every way that it is looked at. */
async function looked(page: Page, name: string): Promise<void> {
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await axe(page);
      await fits(page);
      const folder = process.env.SCREENSHOTS;
      if (folder) await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png`, fullPage: true });
    }
  }
}

test("no state of a guest's page has an accessibility fault or scrolls sideways", async ({ browser, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, "axe is a script; the pages are the same");
  test.setTimeout(120_000);
  // Of its own: the server that does not answer is left there.
  const portal = await Portal.start();
  await setUp(portal);
  const open = async () => (await browser.newContext({ baseURL: portal.url })).newPage();
  const [page, guest] = [await open(), await open()];
  await signIn(page);
  const room = await newRoom(page, "A room with a rather long title, so that it has to wrap on a phone");
  const slug = room.split("/").pop()!;
  await page.goto(room);
  const link = await page.getByLabel("Link for participants").inputValue();
  const shows = async (state: string, at = link) => {
    await guest.goto(at);
    await expect(guest.locator("[data-guest]")).toHaveAttribute("data-guest", state, { timeout: 1_000 });
  };

  await start(page, room);
  await guest.goto(link);
  await guest.getByLabel("Your name").fill("Anna-Magdalena von Hohenlohe-Bartenstein");
  await comeIn(guest);
  await expect(guest.locator("[data-role]")).toHaveAttribute("data-role", "participant");
  await page.goto(`${room}/settings`);
  await page.getByText("End session…").click();
  await page.getByRole("button", { name: "End for everybody" }).click();
  await expect(page.getByText("The session has ended.")).toBeVisible({ timeout: 30_000 });
  await expect(() => shows("over")).toPass({ timeout: 25_000 });
  await looked(guest, "over");

  const at = `(SELECT id FROM rooms WHERE slug = '${slug}')`;
  execute(portal, `INSERT INTO refused_guests (room_id, user_id, name, refused_at) SELECT ${at}, user_id, name, seen_at FROM invite_guests WHERE invite_id IN (SELECT id FROM invites WHERE room_id = ${at})`);
  await shows("refused");
  await looked(guest, "refused");
  execute(portal, "DELETE FROM refused_guests");

  execute(portal, `UPDATE rooms SET archived_at = 1790000000000 WHERE slug = '${slug}'`);
  await shows("archived");
  await looked(guest, "archived");
  execute(portal, `UPDATE rooms SET archived_at = NULL WHERE slug = '${slug}'`);

  // Who waits sees it on a page of its own.
  await guest.goto(link);
  await guest.getByRole("button", { name: "Wait here" }).click();
  await expect(guest.getByRole("status")).toContainText("you are at the door");
  roomkey(portal, "a secret that is long enough for tokens", "servers", "add", "--name", "Nobody", "--url", "http://127.0.0.1:9", "--api-key", "k");
  execute(portal, `UPDATE rooms SET server_id = (SELECT id FROM meeting_servers WHERE name = 'Nobody') WHERE slug = '${slug}'`);
  await expect(() => shows("down")).toPass({ timeout: 25_000 });
  await looked(guest, "down");
  await guest.goto(link.replace("/j/", "/wait/"));
  await expect(guest.getByRole("status")).toContainText("has not answered since");
  await looked(guest, "wait-down");
  for (const one of [page, guest]) await one.context().close();
  await portal.stop();
  portal.remove();
});
