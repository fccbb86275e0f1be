// What carries an invite out of the portal: the clipboard, pictures that phones read, dates that calendars read.
import type { Browser, Locator, Page } from "@playwright/test";
import ICAL from "ical.js";
import jsQR from "jsqr";
import { readFileSync } from "node:fs";
import { PNG } from "pngjs";
import { expect, fillSignIn, fits, newRoom, person, signIn, test } from "./portal";

/** What a phone would read from a picture, by a decoder that shares nothing with the encoder. */
function decoded(picture: Buffer): string | undefined {
  const { data, width, height } = PNG.sync.read(picture);
  return jsQR(new Uint8ClampedArray(data), width, height)?.data;
}

const participants = (page: Page) => page.getByRole("region", { name: "Participants" });

const unfold = (where: Locator, what: string) => where.locator("summary").filter({ hasText: what }).click();

async function linkOf(page: Page): Promise<string> {
  return page.getByLabel("Link for participants").inputValue();
}

/** Downloads what a link or button leads to. */
async function downloaded(page: Page, press: () => Promise<void>): Promise<{ name: string; content: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent("download"), press()]);
  return { name: download.suggestedFilename(), content: readFileSync(await download.path()) };
}

test("from signing in to the link on the clipboard: two clicks", async ({ page, context, portal, javaScriptEnabled }) => {
  await signIn(page);
  const room = await newRoom(page, "Clipboard");
  const link = await linkOf(page);
  expect(link).toMatch(new RegExp(`^${portal.url}/j/[0-9a-z]{4}-[0-9a-z]{4}-[0-9a-z]{4}$`));
  await context.clearCookies();
  await page.goto("/sign-in");
  await fillSignIn(page);
  const card = page.getByRole("listitem").filter({ hasText: "Clipboard" });
  if (!javaScriptEnabled) {
    await card.getByRole("link", { name: "Copy invite" }).click();
    await expect(page).toHaveURL(`${portal.url}${room}#share`);
    await expect(page.getByLabel("Link for participants")).toBeVisible();
    return;
  }
  await expect(card.getByRole("link", { name: "Copy invite" })).toBeHidden();
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await card.getByRole("button", { name: "Copy invite" }).click();
  await expect(card.getByRole("button", { name: "Copied" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
  await page.goto(room);
  await participants(page).getByRole("button", { name: "Copy invitation" }).click();
  await expect(participants(page).getByRole("button", { name: "Copied" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`You are invited to “Clipboard”.\n\nLink: ${link}\n\nOpen the link at the time and type your name: you are let in when it begins. You need no account, and nothing to install.`);
});

test("a link is replaced after asking once, and moderators get one of their own", async ({ page }) => {
  await signIn(page);
  await newRoom(page, "Replaced");
  const old = await linkOf(page);
  await participants(page).getByText("Replace link…").click();
  await expect(participants(page).getByText("Every copy of this link stops working at once")).toBeVisible();
  await participants(page).getByRole("button", { name: "Replace the link" }).click();
  await expect(page.getByText("Here is the new link.")).toBeVisible();
  expect(await linkOf(page)).not.toBe(old);
  await page.goto(old);
  await expect(page.getByText("This link was revoked")).toBeVisible();
  await expect(page.getByRole("button", { name: "Join" })).toHaveCount(0);
  await page.goBack();

  const moderators = page.getByRole("region", { name: "Moderators" });
  await expect(moderators.getByText("starts the lesson")).toBeVisible();
  await unfold(moderators, "Make a link for moderators");
  await expect(moderators.getByLabel("Passcode")).toHaveValue(/^\d{6}$/);
  await expect(moderators.getByLabel("Good for")).toHaveValue("30");
  await moderators.getByLabel("Passcode").fill("abc");
  await moderators.getByRole("button", { name: "Make the link" }).click();
  await expect(moderators.getByText("A passcode needs 6 letters or digits at least.")).toBeVisible();
  await moderators.getByLabel("Passcode").fill("quiet otter");
  await moderators.getByRole("button", { name: "Make the link" }).click();
  await expect(moderators.getByText("quiet otter").first()).toBeVisible();
  await expect(moderators.getByText(/^Good until .* 2\d{3}/)).toBeVisible();
  await expect(moderators.getByRole("link", { name: "Full screen" })).toHaveCount(0);
  await unfold(moderators, "Invitation text");
  await expect(moderators.getByRole("textbox", { name: "Invitation text" })).toHaveValue(/Passcode: quiet otter/);
  await moderators.getByText("Revoke…").click();
  await moderators.getByRole("button", { name: "Revoke the link" }).click();
  await expect(page.getByText("The link is revoked")).toBeVisible();
});

for (const width of [320, 1280]) {
  for (const colorScheme of ["light", "dark"] as const) {
    test(`a phone reads the code in the box, on the screen and in the files at ${width} px in ${colorScheme} mode`, async ({ page }) => {
      await page.setViewportSize({ width, height: 720 });
      await page.emulateMedia({ colorScheme });
      await signIn(page);
      const room = await newRoom(page, `Codes ${width} ${colorScheme}`);
      const link = await linkOf(page);
      await participants(page).getByText("QR code", { exact: true }).click();
      const code = participants(page).getByRole("img", { name: "QR code of the link" });
      expect(decoded(await code.screenshot())).toBe(link);
      await fits(page);
      const png = await downloaded(page, () => participants(page).getByRole("link", { name: "PNG" }).click());
      expect(png.name).toBe(`${room.split("/").pop()}.png`);
      expect(PNG.sync.read(png.content).width).toBeGreaterThanOrEqual(1200);
      expect(decoded(png.content)).toBe(link);
      const svg = await downloaded(page, () => participants(page).getByRole("link", { name: "SVG" }).click());
      expect(decoded(await drawn(page.context().browser()!, svg.content.toString()))).toBe(link);

      await participants(page).getByRole("link", { name: "Full screen" }).click();
      await expect(page.getByText(link.split("/").pop()!)).toBeVisible();
      await fits(page);
      // The whole screen, as a phone in the last row sees it.
      expect(decoded(await page.screenshot())).toBe(link);
      await page.getByRole("link", { name: "Close" }).click();
      await expect(page.getByLabel("Link for participants")).toBeVisible();
    });
  }
}

/** A file of the SVG kind as a browser draws it. */
async function drawn(browser: Browser, svg: string): Promise<Buffer> {
  const page = await browser.newPage();
  await page.setContent(svg);
  const picture = await page.locator("svg").screenshot();
  await page.close();
  return picture;
}

/** The beginnings of a series as another program works them out, in UTC. */
function beginnings(file: string): { utc: string[]; event: ICAL.Event } {
  const calendar = new ICAL.Component(ICAL.parse(file));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  const event = new ICAL.Event(calendar.getFirstSubcomponent("vevent")!);
  const all = event.iterator();
  const utc: string[] = [];
  for (let next = all.next(); next && utc.length < 100; next = all.next()) utc.push(next.toJSDate().toISOString());
  ICAL.TimezoneService.reset();
  return { utc, event };
}

/** What the clock shows in a zone, by the browser's own tz database and not by the file's rules. */
function clock(utc: string, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone, weekday: "short", hour: "2-digit", minute: "2-digit" }).format(new Date(utc));
}

for (const { zone, date, time, times, shown, offsets } of [
  // Over both changes of a year: 28 March and 31 October 2027.
  { zone: "Europe/Berlin", date: "2027-03-15", time: "14:30", times: 36, shown: "Mon 14:30", offsets: ["13:30", "12:30", "13:30"] },
  // 14 March and 7 November 2027. The server runs wherever it runs: nothing of it is in the file.
  { zone: "America/New_York", date: "2027-03-08", time: "09:00", times: 37, shown: "Mon 09:00", offsets: ["14:00", "13:00", "14:00"] },
  // The other half of the year: 4 April and 3 October 2027.
  { zone: "Australia/Sydney", date: "2027-03-30", time: "08:15", times: 30, shown: "Tue 08:15", offsets: ["21:15", "22:15", "21:15"] },
]) {
  test(`a series in ${zone} is at the same time on the clock before and after it changes`, async ({ browser, portal, javaScriptEnabled }) => {
    const context = await browser.newContext({ timezoneId: zone, javaScriptEnabled, baseURL: portal.url, locale: "en-GB" });
    const page = await context.newPage();
    await signIn(page);
    await newRoom(page, `Series, with; all \\ "signs" in ${zone}`);
    const link = await linkOf(page);
    await participants(page).getByRole("link", { name: "Calendar…" }).click();
    // Without scripts nobody has told the server where the reader is.
    if (javaScriptEnabled) await expect(page.getByLabel("Time zone")).toHaveValue(zone);
    await page.getByLabel("Time zone").fill(zone);
    await page.getByLabel("Date").fill(date);
    await page.getByLabel("Begins at").fill(time);
    await page.getByLabel("Minutes").fill("45");
    await page.getByText("Weekly, a number of times").click();
    await page.getByLabel("How many times").fill(String(times));
    await page.getByRole("button", { name: "Show the invitation" }).click();
    await expect(page.getByRole("textbox", { name: "Invitation text" })).toHaveValue(new RegExp(`When: .*${time}–.*every week, ${times} times`));
    const file = await downloaded(page, () => page.getByRole("button", { name: "Download calendar file" }).click());
    const { utc, event } = beginnings(file.content.toString());
    expect(utc).toHaveLength(times);
    for (const beginning of utc) expect(clock(beginning, zone)).toBe(shown);
    expect([...new Set(utc.map((beginning) => beginning.slice(11, 16)))].sort()).toEqual([...new Set(offsets)].sort());
    expect([utc[0], utc.at(-1)!].map((beginning) => beginning.slice(11, 16))).toEqual([offsets[0], offsets[2]]);
    expect(event.duration.toSeconds()).toBe(45 * 60);
    expect(event.summary).toBe(`Series, with; all \\ "signs" in ${zone}`);
    expect(event.description).toContain(`Link: ${link}`);
    expect(event.component.getFirstPropertyValue("url")).toBe(link);
    const again = await downloaded(page, () => page.getByRole("button", { name: "Download calendar file" }).click());
    const later = beginnings(again.content.toString()).event;
    expect(later.uid).toBe(event.uid);
    expect(later.sequence).toBeGreaterThanOrEqual(event.sequence);
    await context.close();
  });
}

test("a series ends with its last day, and what is wrong is said beside its field", async ({ page }) => {
  await signIn(page);
  await newRoom(page, "Until");
  await participants(page).getByRole("link", { name: "Calendar…" }).click();
  await page.getByLabel("Date").fill("2027-10-18");
  await page.getByLabel("Begins at").fill("23:30");
  await page.getByLabel("Minutes").fill("soon");
  await page.getByLabel("Time zone").fill("berlin");
  await page.getByText("Weekly, until a day").click();
  await page.getByLabel("Last day").fill("2027-11-08");
  await page.getByRole("button", { name: "Download calendar file" }).click();
  await expect(page.getByText("Try Europe/Berlin")).toBeVisible();
  await expect(page.getByLabel("Minutes")).toHaveValue("soon");
  await expect(page.getByLabel("Date")).toHaveValue("2027-10-18");
  await page.getByLabel("Minutes").fill("60");
  await page.getByLabel("Time zone").fill("Europe/Berlin");
  const file = await downloaded(page, () => page.getByRole("button", { name: "Download calendar file" }).click());
  const { utc } = beginnings(file.content.toString());
  expect(utc).toEqual(["2027-10-18T21:30:00.000Z", "2027-10-25T21:30:00.000Z", "2027-11-01T22:30:00.000Z", "2027-11-08T22:30:00.000Z"]);
});

test("somebody's own words go out with the link", async ({ page, portal }) => {
  await signIn(page, person);
  const room = await newRoom(page, "Words");
  await page.goto("/account");
  await page.getByRole("link", { name: "Change the text" }).click();
  await page.getByLabel("Text", { exact: true }).fill("See you in {title}\n{room}");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Nothing fills {room}.")).toBeVisible();
  await page.getByLabel("Text", { exact: true }).fill("See you in {title}\nPasscode: {passcode}\n<{link}>");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Passcode: 482913")).toBeVisible();
  await page.goto(room);
  const link = await linkOf(page);
  await unfold(participants(page), "Invitation text");
  await expect(participants(page).getByRole("textbox", { name: "Invitation text" })).toHaveValue(`See you in Words\n<${link}>`);
  const mail = await participants(page).getByRole("link", { name: "Send by e-mail…" }).getAttribute("href");
  expect(new URL(mail!).searchParams.get("body")).toBe(`See you in Words\r\n<${link}>`);
  await page.goto("/account/invitation");
  await page.getByRole("button", { name: "Back to the usual text" }).click();
  await expect(page.getByText("The usual text is back.")).toBeVisible();
  expect(portal.log).not.toContain(link.split("/").pop());
});
