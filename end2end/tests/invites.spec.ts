// Invites as moderators make, find, change, renew and take them back, and guests whom they keep out.
import type { Browser, Page } from "@playwright/test";
import { execute, expect, fits, newRoom, Portal, roomkey, signIn, start, test } from "./portal";

/** Pages come up to date by themselves, without scripts every ten seconds. */
const soon = { timeout: 25_000 };

const linkOn = (page: Page, who: string) => page.getByLabel(`Link: ${who}`);

const card = (page: Page, who: string) => page.locator("[data-invite]").filter({ has: page.getByRole("heading", { name: who, exact: true }) });

const names = (page: Page) => page.locator("[data-invite] h3");

/** Somebody's phone, which has never been here. */
async function phone(browser: Browser, portal: Portal, javaScriptEnabled: boolean): Promise<Page> {
  const context = await browser.newContext({ baseURL: portal.url, javaScriptEnabled, viewport: { width: 390, height: 760 } });
  return context.newPage();
}

test("an open invite is made, copied, changed, renewed and revoked", async ({ page, context, browser, portal, javaScriptEnabled }) => {
  await signIn(page);
  const room = await newRoom(page, "Open invites");
  await page.getByRole("link", { name: /^All invites of this room/ }).click();
  await expect(page).toHaveURL(`${portal.url}${room}/invites`);
  await page.getByRole("link", { name: "New invite" }).click();
  await expect(page.getByLabel("Display name")).toBeHidden();
  await expect(page.getByLabel("Ends on")).toBeHidden();
  await page.getByText("Moderator", { exact: true }).click();
  await page.getByLabel("Note").fill("For colleagues");
  await page.getByRole("button", { name: "Make invite" }).click();
  await expect(page.getByText("The invite is made. Copy its link.")).toBeVisible();
  const link = await linkOn(page, "Open invite").inputValue();
  expect(link).toMatch(new RegExp(`^${portal.url}/j/[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}$`));
  if (javaScriptEnabled) {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByRole("button", { name: "Copy" }).click();
    await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
  }

  // A moderator's lasts thirty days unless somebody says otherwise.
  const facts = page.locator("#the-invite .facts");
  await expect(facts).toContainText("Until ");
  await expect(page.getByText("On a day")).toBeVisible();
  await expect(page.getByLabel("Ends on")).not.toHaveValue("");
  await page.getByLabel("Maximum uses").fill("25");
  await page.getByLabel("Passcode").fill("Blue Whale 7");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await expect(facts).toContainText("0 of 25");
  await expect(page.getByLabel("Passcode")).toHaveValue("Blue Whale 7");
  await page.getByLabel("For how long").selectOption("Without end");
  await page.getByRole("button", { name: "Renew" }).click();
  await expect(page.getByText("One invite is renewed.")).toBeVisible();
  await expect(facts).toContainText("No end");
  await expect(linkOn(page, "Open invite")).toHaveValue(link);

  const guest = await phone(browser, portal, javaScriptEnabled!);
  await guest.goto(link);
  await expect(guest.getByLabel("Passcode")).toBeVisible();
  await page.getByText("Revoke…").click();
  await expect(page.getByText("Every copy of this link stops working at once")).toBeVisible();
  await page.getByRole("button", { name: "Revoke this invite" }).click();
  await expect(page.getByText("One invite is revoked. Its link opens nothing any more.")).toBeVisible();
  await expect(page.getByText("nothing of it can be changed")).toBeVisible();
  await expect(page.getByLabel("Passcode")).toHaveCount(0);
  await guest.goto(link);
  await expect(guest.locator("[data-guest]")).toHaveAttribute("data-guest", "revoked");
  await guest.context().close();
});

test("what is wrong in a personal invite is said beside the field, and all that was typed stays but the passcode", async ({ page }) => {
  await signIn(page);
  const room = await newRoom(page, "Wrong invites");
  await page.goto(`${room}/invites/new`);
  await page.getByText("Personal", { exact: true }).click();
  await expect(page.getByLabel("Display name")).toBeVisible();
  const typed = {
    "User id": "user_ann", Note: "For Tuesdays", "Maximum uses": "0", "Profile picture": "http://school.example/ann.png", "Not before": "2001-01-01T10:00",
  };
  for (const [label, text] of Object.entries(typed)) await page.getByLabel(label, { exact: true }).fill(text);
  await page.getByLabel("Passcode").fill("Blue Whale 7");
  await page.getByText("On a day").click();
  await expect(page.getByLabel("Ends on")).toBeVisible();
  await page.getByRole("group", { name: "Chat", exact: true }).getByText("Locked", { exact: true }).click();
  await page.getByLabel("Record these webcams").uncheck();
  await page.getByRole("button", { name: "Make invite" }).click();

  await expect(page.getByRole("alert")).toContainText("7 fields need another look");
  for (const said of ["Type something here.", "must begin with https", "Choose a day and a time", "Type the passcode once more"]) {
    await expect(page.getByText(said).first()).toBeVisible();
  }
  for (const [label, text] of Object.entries(typed)) await expect(page.getByLabel(label, { exact: true })).toHaveValue(text);
  await expect(page.getByLabel("Passcode")).toHaveValue("");
  await expect(page.getByRole("radio", { name: "Personal" })).toBeChecked();
  await expect(page.getByRole("group", { name: "Chat", exact: true }).getByLabel("Locked")).toBeChecked();
  await expect(page.getByLabel("Record these webcams")).not.toBeChecked();

  await page.getByLabel("Display name").fill("Ann Lee");
  await page.getByLabel("User id").fill("");
  await page.getByLabel("Maximum uses").fill("2");
  await page.getByLabel("Profile picture").fill("");
  await page.getByLabel("Not before").fill("");
  await page.getByLabel("Ends on").fill("2099-12-31T12:00");
  await page.getByLabel("Passcode").fill("Blue Whale 7");
  await page.getByRole("button", { name: "Make invite" }).click();
  await expect(page.getByText("The invite is made.")).toBeVisible();
  await expect(page.locator("#the-invite")).toContainText("Until 31 December 2099, 12:00");
  await expect(page.getByLabel("User id")).toHaveValue(/^ann-lee-[0-9a-z]{5}$/);
  await expect(page.getByLabel("Note", { exact: true })).toHaveValue("For Tuesdays");
  await expect(page.getByLabel("Passcode")).toHaveValue("Blue Whale 7");
});

test("many invites are searched, filtered, renewed and revoked together", async ({ page, portal }) => {
  await signIn(page);
  const room = await newRoom(page, "Many invites");
  const slug = room.split("/").pop()!;
  for (const name of ["Ann Lee", "Bo Öz", "Cem Öz", "Dana Roth"]) {
    roomkey(portal, "", "invites", "add", "--room", slug, "--name", name, "--role", name === "Dana Roth" ? "moderator" : "participant");
  }
  execute(portal, "UPDATE invites SET expires_at = created_at + 86400000 WHERE name = 'Dana Roth'");
  await page.goto(`${room}/invites`);
  await expect(names(page)).toHaveText(["Dana Roth", "Cem Öz", "Bo Öz", "Ann Lee", "Link for participants"]);
  await page.getByRole("searchbox").fill("OZ");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(names(page)).toHaveText(["Cem Öz", "Bo Öz"]);
  await page.getByRole("searchbox").fill("nobody");
  await page.getByRole("searchbox").press("Enter");
  await expect(page.getByText("None of these invites has")).toBeVisible();
  await page.getByRole("link", { name: "Show all of them" }).click();
  await page.getByRole("navigation", { name: "Which invites" }).getByText("Open").click();
  await expect(names(page)).toHaveText(["Link for participants"]);
  await page.getByRole("navigation", { name: "Which invites" }).getByText("Personal").click();

  // Enter on a tick takes nothing back.
  await page.getByLabel("Tick Dana Roth").press("Space");
  await page.getByLabel("Tick Dana Roth").press("Enter");
  await expect(names(page)).toHaveCount(4);
  await expect(page.locator("[data-standing=revoked]")).toHaveCount(0);
  await page.getByLabel("Tick Dana Roth").check();
  await page.getByLabel("Tick Ann Lee").check();
  await page.getByLabel("For how long").selectOption("A year");
  await page.getByRole("button", { name: "Renew" }).click();
  // Ann's had no end.
  await expect(page.getByText("One invite is renewed. One was left as it is")).toBeVisible();

  await page.getByText("Revoke…").click();
  await page.getByRole("button", { name: "Revoke the ticked ones" }).click();
  await expect(page.getByText("Nothing was ticked, so nothing was done.")).toBeVisible();
  await page.getByLabel("Tick Bo Öz").check();
  await page.getByLabel("Tick Cem Öz").check();
  await page.getByText("Revoke…").click();
  await expect(page.getByText("Every copy of these links stops working at once")).toBeVisible();
  await fits(page);
  await page.getByRole("button", { name: "Revoke the ticked ones" }).click();
  await expect(page.getByText("2 invites are revoked.")).toBeVisible();
  await expect(page).toHaveURL(/show=personal/);
  await page.getByRole("navigation", { name: "Which invites" }).getByText("Ended").click();
  await expect(names(page)).toHaveText(["Cem Öz", "Bo Öz"]);
  await page.getByRole("navigation", { name: "Which invites" }).getByText("In use").click();
  await expect(names(page)).toHaveText(["Dana Roth", "Ann Lee", "Link for participants"]);

  // The link of the share box has one after it.
  const before = await linkOn(page, "Link for participants").inputValue();
  await page.getByRole("link", { name: "Tick all on this page" }).click();
  await expect(page.getByLabel("Tick Ann Lee")).toBeChecked();
  await page.getByText("Revoke…").click();
  await page.getByRole("button", { name: "Revoke the ticked ones" }).click();
  await expect(page.getByText("3 invites are revoked.")).toBeVisible();
  await expect(names(page)).toHaveText(["Link for participants"]);
  expect(await linkOn(page, "Link for participants").inputValue()).not.toBe(before);
});

/** Into the meeting. */
async function enter(guest: Page, link: string, name = ""): Promise<void> {
  await guest.goto(link);
  if (name) await guest.getByLabel("Your name").fill(name);
  await guest.getByRole("button", { name: /^(Join|Rejoin)$/ }).click();
  await guest.getByRole("button", { name: /^Enter/ }).click();
  await expect(guest.locator("[data-state]")).toHaveAttribute("data-state", "in");
}

test("a guest who is refused is put out, stays out of the next session too, and is let in again", async ({ page, browser, portal, javaScriptEnabled }) => {
  test.setTimeout(150_000);
  await signIn(page);
  const room = await newRoom(page, "Refused guests");
  const link = await page.getByLabel("Link for participants").inputValue();
  const [guest, patient] = [await phone(browser, portal, javaScriptEnabled!), await phone(browser, portal, javaScriptEnabled!)];
  const state = (guest: Page) => guest.locator("[data-guest]");

  // Whoever waits can be refused as well.
  await patient.goto(link);
  await patient.getByLabel("Your name").fill("Patient Troll");
  await patient.getByRole("button", { name: "Wait here" }).click();
  await expect(state(patient)).toHaveAttribute("data-guest", "waiting");
  await page.goto(room);
  await page.getByRole("link", { name: "Refuse… Patient Troll" }).click();
  await expect(page.getByText("Patient Troll is put out and stays out")).toBeVisible();
  await page.getByRole("link", { name: "Cancel" }).click();
  await expect(page.getByText("is put out and stays out")).toHaveCount(0);
  await page.getByRole("link", { name: "Refuse… Patient Troll" }).click();
  await page.getByRole("button", { name: "Refuse", exact: true }).click();
  await expect(page.getByText("They stay out from now on. They were not in.")).toBeVisible();
  await expect(state(patient)).toHaveAttribute("data-guest", "refused", soon);

  await start(page, room);
  await enter(guest, link, "Troll");
  await page.goto(room);
  const inside = page.locator("[data-in]").filter({ hasText: "Troll" });
  await expect(inside).toBeVisible();
  await inside.getByRole("link", { name: "Refuse… Troll" }).click();
  await expect(page.getByText("works for up to ten minutes more")).toBeVisible();
  await fits(page);
  await page.getByRole("button", { name: "Refuse", exact: true }).click();
  await expect(page.getByText("They are out, and stay out.")).toBeVisible();
  await expect(inside).toHaveCount(0);
  await guest.reload();
  await expect(guest.locator("[data-out]"), "put out of the meeting").toBeVisible();
  await guest.goto(link);
  await expect(state(guest)).toHaveAttribute("data-guest", "refused");
  await expect(guest.getByRole("button", { name: /Join|Wait|Rejoin/ })).toHaveCount(0);

  // The next session.
  await page.goto(room);
  await page.getByText("End session…").click();
  await page.getByRole("button", { name: "End for everybody" }).click();
  await expect(page.getByText("The session has ended.")).toBeVisible({ timeout: 30_000 });
  await start(page, room);
  await guest.goto(link);
  await expect(state(guest)).toHaveAttribute("data-guest", "refused");

  await page.goto(`${room}/invites`);
  await expect(page.getByRole("heading", { name: "Refused guests", level: 2 })).toBeVisible();
  await card(page, "Link for participants").getByRole("link", { name: "Link for participants" }).click();
  const came = page.locator("#guests li").filter({ hasText: "Troll" });
  await expect(came).toContainText("Refused");
  await came.getByRole("button", { name: "Let in again" }).click();
  await expect(page.getByText("They may come in again.")).toBeVisible();
  await expect(came.getByText("Refuse…")).toBeVisible();
  await enter(guest, link);
  await guest.context().close();
  await patient.context().close();
});
