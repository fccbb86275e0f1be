import { expect, fillSignIn, fits, newRoom, ownTab, roomkey, signIn, somebody, test } from "./portal";

test("language and appearance stay as chosen, on every page, until they are given back", async ({ page, portal }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await signIn(page, somebody(portal));
  await page.getByText("SB", { exact: true }).click();
  await page.getByRole("link", { name: "Your account" }).click();
  const html = page.locator("html");
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  await page.getByLabel("Deutsch").check();
  await page.getByLabel("Dark").check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ihr Konto");
  await expect(page.getByText("Gespeichert.")).toBeVisible();
  await expect(page.getByLabel("Deutsch")).toBeChecked();
  await expect(html).toHaveAttribute("lang", "de");
  for (const path of ["/account", "/rooms", "/rooms/new", "/nowhere"]) {
    await page.goto(path);
    await expect(html).toHaveAttribute("data-theme", "dark");
    expect(await paper()).not.toBe(light);
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe("dark");
  }
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto("/account");
  await fits(page);
  await page.getByLabel("Wie mein Browser").check();
  await page.getByLabel("Wie mein System").check();
  await page.getByRole("button", { name: "Speichern" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your account");
  expect(await paper()).toBe(light);
});

test("times are in the chosen zone, which is named where another clock could be meant", async ({ page, portal, javaScriptEnabled }) => {
  await signIn(page, somebody(portal));
  await page.goto("/account");
  const since = page.getByText(/^Since /);
  // The browser tells its zone with scripts only (Berlin here); without, times are UTC and say so.
  await expect(since).toHaveText(javaScriptEnabled ? /^Since \d{1,2} \w+ 20\d\d, \d\d:\d\d · last seen/ : /\(UTC\)/);
  if (javaScriptEnabled) await expect(page.getByText("which says Europe/Berlin")).toBeVisible();
  const before = await since.textContent();
  await page.getByLabel("Time zone").fill("Mars/Olympus");
  await page.getByLabel("Name", { exact: true }).fill("Some One");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("Time zone")).toHaveValue("Mars/Olympus");
  await expect(page.getByLabel("Time zone")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Some One");
  await page.getByLabel("Time zone").fill("Asia/Tokyo");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(since).toContainText("(Asia/Tokyo)");
  expect(await since.textContent()).not.toBe(before);
  await page.getByLabel("Time zone").fill("Europe/Berlin");
  await page.getByRole("button", { name: "Save" }).click();
  const named = page.getByText("(Europe/Berlin)");
  await expect(named).toHaveCount(javaScriptEnabled ? 0 : 1);
});

test("a new password signs another browser out and keeps this one", async ({ page, portal, browser, javaScriptEnabled }) => {
  const who = somebody(portal);
  const other = await (await browser.newContext({ baseURL: portal.url, javaScriptEnabled })).newPage();
  await signIn(page, who);
  await signIn(other, who);
  const changed = { ...who, password: "five old green buses" };
  await page.goto("/account");
  await page.getByLabel("Current password").fill("not the password");
  await page.getByLabel("New password", { exact: true }).fill(changed.password);
  await page.getByLabel("New password once more").fill(changed.password);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("This is not your current password.")).toBeVisible();
  await expect(page.getByLabel("New password", { exact: true })).toHaveValue("");
  await page.getByLabel("Current password").fill(who.password);
  await page.getByLabel("New password", { exact: true }).fill(changed.password);
  await page.getByLabel("New password once more").fill(changed.password);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Your password is changed")).toBeVisible();
  await other.goto("/rooms");
  await expect(other).toHaveURL(/\/sign-in/);
  await fillSignIn(other, changed);
  await expect(other).toHaveURL(/\/rooms$/);
  await page.goto("/rooms");
  await expect(page).toHaveURL(/\/rooms$/);
  await other.context().close();
});

test("another browser is signed out from here", async ({ page, portal, browser, javaScriptEnabled }) => {
  const who = somebody(portal);
  const userAgent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0";
  const other = await (await browser.newContext({ baseURL: portal.url, javaScriptEnabled, userAgent })).newPage();
  await signIn(other, who);
  await signIn(page, who);
  await page.goto("/account");
  const row = page.getByRole("listitem").filter({ hasText: "Firefox on Windows" });
  await expect(page.getByRole("listitem").filter({ hasText: "this browser" })).toContainText("Chrome on Linux");
  await row.getByRole("button", { name: "Sign out Firefox on Windows" }).click();
  await expect(page.getByText("Signed out there.")).toBeVisible();
  await expect(row).toHaveCount(0);
  await other.goto("/rooms");
  await expect(other).toHaveURL(/\/sign-in/);
  await signIn(other, who);
  await page.goto("/account");
  await page.getByRole("button", { name: "Sign out everywhere else" }).click();
  await expect(page.getByRole("button", { name: "Sign out everywhere else" })).toHaveCount(0);
  await other.goto("/rooms");
  await expect(other).toHaveURL(/\/sign-in/);
  await other.context().close();
});

test("a form that is sent after the sign-in ran out comes back filled, and then succeeds", async ({ page, portal }) => {
  const who = somebody(portal);
  await signIn(page, who);
  const room = await newRoom(page, "Patient room");
  await page.goto(`${room}/join-link`);
  await page.getByLabel("Display name").fill("Ann Lee");
  await page.getByRole("radio", { name: "Moderator" }).check();
  await page.getByLabel("Record this person's webcam").uncheck();
  // Ends every sign-in; the password stays the same.
  roomkey(portal, who.password, "people", "reset", "--email", who.email);
  await page.getByRole("button", { name: "Make join link" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(page.getByText("What you typed is kept")).toBeVisible();
  await fillSignIn(page, who);

  await expect(page.getByRole("alert")).toHaveText("You were signed out meanwhile. Nothing was saved yet: check and send again.");
  await expect(page).toHaveURL(new RegExp(`${room}/join-link`));
  await expect(page.getByLabel("Display name")).toHaveValue("Ann Lee");
  await expect(page.getByRole("radio", { name: "Moderator" })).toBeChecked();
  await expect(page.getByLabel("Record this person's webcam")).not.toBeChecked();
  await expect(page.locator("[aria-invalid]")).toHaveCount(0);
  await expect(page.getByLabel("Join link", { exact: true })).toHaveCount(0);
  await page.getByRole("button", { name: "Make join link" }).click();
  await expect(page.getByText("Ann Lee joins as a moderator")).toBeVisible();
});

test("a button that is pressed after the sign-in ran out leads back to its page", async ({ page, portal }) => {
  const who = somebody(portal);
  await signIn(page, who);
  const room = await newRoom(page, "Button room");
  roomkey(portal, who.password, "people", "reset", "--email", who.email);
  const tab = await ownTab(page.getByRole("button", { name: "Start", exact: true }));
  await expect(tab).toHaveURL(/\/sign-in/);
  await fillSignIn(tab, who);
  await expect(tab).toHaveURL(new RegExp(`${room}$`));
  await expect(tab.getByText("Not running")).toBeVisible();
});
