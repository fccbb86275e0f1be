import { expect, hydrated, joinLink, lock, newRoom, ownTab, person, Portal, signIn, test } from "./portal";

test("somebody new sets it up, makes a link with user, locks and design, and the rehearsal room shows exactly that", async ({ browser, javaScriptEnabled }) => {
  const portal = await Portal.start();
  const context = await browser.newContext({ baseURL: portal.url, javaScriptEnabled });
  const page = await context.newPage();

  await page.goto(portal.setUpAddress);
  await page.getByLabel("Your name").fill(person.name);
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password").fill("short");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByText("it needs 12 or more")).toBeVisible();
  await expect(page.getByLabel("Your name")).toHaveValue(person.name);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("My classroom");

  await page.goto(portal.setUpAddress);
  await expect(page).toHaveURL(/\/rooms$|\/sign-in/);

  const room = await newRoom(page, "Biology 7b");
  await page.getByRole("link", { name: "Locks" }).click();
  await page.getByLabel("Microphone").check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await expect(page.getByLabel("Microphone")).toBeChecked();

  await page.goto(`${room}/join-link`);
  await page.getByLabel("Display name").fill("Ann Lee");
  await lock(page, "Whiteboard", "Allowed");
  await lock(page, "Reactions", "Locked");
  await page.getByRole("group", { name: "Design" }).getByLabel("Custom").check();
  if (javaScriptEnabled) await hydrated(page);
  await page.getByLabel("Header", { exact: true }).fill("#ffcc80");
  await page.getByLabel("Footer icons", { exact: true }).fill("#1b5e20");
  if (javaScriptEnabled) {
    // The picker and the picture follow the text.
    await expect(page.getByLabel("Pick: Header", { exact: true })).toHaveValue("#ffcc80");
    await expect(page.locator(".client__header").first()).toHaveCSS("background-color", "rgb(255, 204, 128)");
  }
  await page.getByRole("button", { name: "Make join link" }).click();

  const link = await joinLink(page);
  expect(link).toMatch(/\/sandbox\/\?access_token=[\w-]+\.[\w-]+\.[\w-]+&custom_design=%7B%22header_bg_color%22/);
  await expect(page.locator("[data-user-id]")).toHaveText(/^ann-lee-[0-9a-z]{5}$/);
  await expect(page.getByText("Ann Lee joins as a participant")).toContainText("draw on the whiteboard");
  await expect(page.getByText(/Valid until \d\d:\d\d/)).toBeVisible();
  await expect(page.locator("svg.qr")).toBeVisible();
  await expect(page.getByLabel("Display name")).toHaveValue("Ann Lee");
  await expect(page.getByRole("group", { name: "Whiteboard" }).getByLabel("Allowed")).toBeChecked();
  await page.getByText("Show as API call").click();
  await expect(page.getByText('"lock_reactions": true')).toBeVisible();
  if (javaScriptEnabled) {
    await expect(page.getByText(/9:\d\d left/)).toBeVisible();
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.getByRole("button", { name: "Copy" }).click();
    await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
  }

  const guest = await browser.newContext({ javaScriptEnabled, colorScheme: "light" });
  const rehearsal = await guest.newPage();
  await rehearsal.goto(link);
  await expect(rehearsal.locator("[data-room-title]")).toHaveText("Biology 7b");
  await expect(rehearsal.locator("[data-user-name]")).toHaveText("Ann Lee");
  await expect(rehearsal.locator("[data-role]")).toHaveAttribute("data-role", "participant");
  const locks = await rehearsal.locator("[data-lock]").evaluateAll((rows) => Object.fromEntries(rows.map((row) => [row.getAttribute("data-lock"), row.getAttribute("data-effective")])));
  expect(locks).toEqual({
    lock_microphone: "locked", lock_webcam: "allowed", lock_screen_sharing: "locked", lock_whiteboard: "allowed", lock_shared_notepad: "locked",
    lock_chat: "allowed", lock_chat_send_message: "allowed", lock_chat_file_share: "locked", lock_private_chat: "locked", lock_reactions: "locked",
  });
  await expect(rehearsal.locator(".client__header").first()).toHaveCSS("background-color", "rgb(255, 204, 128)");
  await expect(rehearsal.getByText("This is not a video call")).toBeVisible();

  await rehearsal.goto(link.replace(/access_token=([^.]+)\.([^.]+)\.(.)/, (_, head, body, first) => `access_token=${head}.${body}.${first === "A" ? "B" : "A"}`));
  await expect(rehearsal.locator("[data-problem]")).toHaveAttribute("data-problem", "signature");

  // Opened a second time, the result's address has nothing to show; a reload leaks nothing.
  await page.reload();
  await expect(page.getByText("That link was shown once")).toBeVisible();
  await guest.close();
  await context.close();
  await portal.stop();
  portal.remove();
});

test("two links for one name and one in Arabic have three valid, different ids", async ({ page }) => {
  await signIn(page);
  const room = await newRoom(page, "Three people");
  const ids: string[] = [];
  for (const name of ["Ann Lee", "Ann Lee", "أحمد"]) {
    await page.goto(`${room}/join-link`);
    await page.getByLabel("Display name").fill(name);
    await page.getByRole("button", { name: "Make join link" }).click();
    ids.push((await page.locator("[data-user-id]").textContent())!);
  }
  expect(new Set(ids).size).toBe(3);
  for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
});

test("a moderator is not bound by locks, and starts the room for himself with one press", async ({ page }) => {
  await signIn(page);
  const room = await newRoom(page, "Starting");
  await expect(page.getByText("Not running")).toBeVisible();
  const tab = await ownTab(page.getByRole("button", { name: "Start", exact: true }));
  await expect(tab).toHaveURL(/\/sandbox\/\?access_token=/);
  await expect(tab.locator("[data-user-name]")).toHaveText(person.name);
  await expect(tab.locator("[data-role]")).toHaveAttribute("data-role", "moderator");
  await expect(tab.locator("[data-effective=locked]")).toHaveCount(0);
  // The room's page stays where it was.
  expect(await tab.evaluate(() => opener)).toBeNull();
  await expect(page).toHaveURL(new RegExp(`${room}$`));
  await page.reload();
  await expect(page.getByText(/^Live/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Join", exact: true })).toBeVisible();
});

test("a card's “Link for…” asks only for a name", async ({ page }) => {
  await signIn(page);
  await newRoom(page, "Quick one");
  await page.goto("/rooms");
  const card = page.getByRole("listitem").filter({ hasText: "Quick one" });
  await card.getByText("Link for…").click();
  await card.getByLabel("Display name").fill("Tariq");
  await card.getByRole("button", { name: "Make join link" }).click();
  await expect(page.getByRole("heading", { level: 2, name: "Tariq" })).toBeVisible();
  expect(await joinLink(page)).toContain("access_token=");
});
