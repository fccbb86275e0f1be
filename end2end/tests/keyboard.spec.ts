import { expect, joinLink, newRoom, person, signIn, tabTo, test } from "./portal";

test("keyboard only, from sign-in to a copied link", async ({ page, context, browser }) => {
  // Somebody made the room before.
  const before = await browser.newPage();
  await signIn(before);
  const room = await newRoom(before, "By keyboard");
  await before.close();

  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/sign-in");
  await expect(page.getByLabel("E-mail")).toBeFocused();
  await page.keyboard.type(person.email);
  await page.keyboard.press("Tab");
  await page.keyboard.type(person.password);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/rooms$/);
  await tabTo(page, page.getByRole("link", { name: "By keyboard", exact: true }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`${room}$`));
  await tabTo(page, page.getByRole("link", { name: "Join link" }));
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Display name")).toBeFocused();
  await page.keyboard.type("Ann Lee");
  const chat = page.getByRole("group", { name: "Chat", exact: true });
  await tabTo(page, chat.getByLabel("As in the room"));
  await page.keyboard.press("ArrowRight");
  await expect(chat.getByLabel("Locked")).toBeChecked();
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Join link", { exact: true })).toBeVisible();
  const copy = page.getByRole("button", { name: "Copy" });
  await tabTo(page, copy);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await joinLink(page));
});
