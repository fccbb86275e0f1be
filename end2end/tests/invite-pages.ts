// The pages on which moderators make, find, change and revoke invites, in every state worth a look.
import type { Page } from "@playwright/test";
import { execute, expect, newRoom, type Portal } from "./portal";

const long = "Anna-Magdalena von Hohenlohe-Bartenstein";

/** Walks them in a room of their own, and calls back on each. */
export async function everyInvitePage(page: Page, portal: Portal, look: (name: string) => Promise<void>): Promise<void> {
  const room = await newRoom(page, "Invites of a room with a rather long title");
  await page.goto(`${room}/invites?show=personal`);
  await look("invites-empty");
  await page.goto(`${room}/invites?q=${"nothing ".repeat(8)}`);
  await look("invites-not-found");
  await newInvite(page, room, look);
  const own = new URL(page.url()).pathname;
  await page.goto(`${room}/invites`);
  await page.getByRole("checkbox").first().check();
  await page.getByText("Revoke…").click();
  await look("invites");
  await page.getByLabel("For how long").selectOption("Without end");
  await page.getByRole("button", { name: "Renew" }).click();
  await expect(page.getByText("One invite is renewed.")).toBeVisible();
  const id = own.split("/").pop()!;
  const came = (name: string, place: number) =>
    execute(portal, `INSERT INTO invite_guests (invite_id, browser_hash, user_id, name, browser, first_used_at, last_used_at, seen_at)
      SELECT id, randomblob(32), 'came-' || ${place}, '${name}', 'Firefox/Windows', created_at + ${place}, created_at + 86400000, created_at FROM invites WHERE id = '${id}'`);
  [long, "Tariq", "فصل"].forEach(came);
  await page.goto(own);
  await page.getByText("Refuse…").first().click();
  await look("invite-came");
  await page.getByRole("button", { name: "Refuse", exact: true }).first().click();
  await expect(page.getByText("They stay out from now on.")).toBeVisible();
  await look("invite-refused");
  const ended = { expired: "expires_at = created_at + 1", "used-up": "max_uses = 1", "not-yet": "not_before = 4000000000000" };
  for (const [standing, sql] of Object.entries(ended)) {
    execute(portal, `UPDATE invites SET expires_at = NULL, not_before = NULL, ${sql} WHERE id = '${id}'`);
    await page.goto(own);
    await expect(page.locator("[data-standing]")).toHaveAttribute("data-standing", standing);
    await look(`invite-${standing}`);
  }
  await page.locator("#the-invite + .card summary").click();
  await page.getByRole("button", { name: "Revoke this invite" }).click();
  await expect(page.getByText("One invite is revoked.")).toBeVisible();
  await look("invite-revoked");
  await page.goto(`${room}/invites`);
  await look("invites-kept-out");
  await page.goto(`${room}/invites?show=ended&ticked=all`);
  await look("invites-ended");
}

/** From an empty form over a wrong one to an invite. */
async function newInvite(page: Page, room: string, look: (name: string) => Promise<void>): Promise<void> {
  await page.goto(`${room}/invites/new`);
  await look("invite-new");
  await page.getByText("Personal", { exact: true }).click();
  await page.getByText("On a day").click();
  await page.getByLabel("User id").fill("no id at all");
  await page.getByLabel("Maximum uses").fill("none");
  await page.getByLabel("Passcode").fill("blue whale");
  await page.getByLabel("Picture").fill("http://school.example/anna.png");
  await page.getByRole("group", { name: "Design" }).getByText("Custom").click();
  await page.getByLabel("Header", { exact: true }).fill("red");
  await page.getByRole("button", { name: "Make invite" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await look("invite-wrong");
  await page.getByLabel("Display name").fill(long);
  await page.getByLabel("User id").fill("");
  await page.getByLabel("Ends on").fill("2099-12-31T12:00");
  await page.getByLabel("Maximum uses").fill("3");
  await page.getByLabel("Note").fill("For the lessons at home, every Tuesday and Thursday, until she is back at school");
  await page.getByLabel("Passcode").fill("blue whale");
  await page.getByLabel("Picture").fill("");
  await page.getByLabel("Header", { exact: true }).fill("#ffcc80");
  await page.getByRole("button", { name: "Make invite" }).click();
  await expect(page.getByText("The invite is made.")).toBeVisible();
  await look("invite-made");
}
