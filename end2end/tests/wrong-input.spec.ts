import { expect, hydrated, lock, newRoom, signIn, test } from "./portal";

const wrong: { what: string; field: string; typed: string; says: RegExp; custom?: boolean }[] = [
  { what: "an empty name", field: "Display name", typed: "", says: /Type something/ },
  { what: "a name of 300 characters", field: "Display name", typed: "x".repeat(300), says: /300 characters/ },
  { what: "a reserved id", field: "User id", typed: "user_1", says: /belong to plugNmeet/ },
  { what: "an id with a space", field: "User id", typed: "a b", says: /cannot be used in an id/ },
  { what: "a picture without TLS", field: "Profile picture", typed: "http://school.example/a.png", says: /must begin with https/ },
  { what: "a colour that breaks out", field: "Header", typed: "red;}</style>", says: /A colour is written/, custom: true },
];

for (const { what, field, typed, says, custom } of wrong) {
  test(`${what} is said beside the field, nothing typed is lost, no link is made`, async ({ page, javaScriptEnabled }) => {
    await signIn(page);
    const room = await newRoom(page, "Wrong input");
    await page.goto(`${room}/join-link`);
    await page.getByLabel("Display name").fill("Ann Lee");
    await page.getByLabel("User id").fill("ann-1");
    await page.getByLabel("Profile picture").fill("https://school.example/ann.png");
    await page.getByRole("radio", { name: "Moderator" }).check();
    await page.getByLabel("Record this person's webcam").uncheck();
    await lock(page, "Chat", "Locked");
    if (custom) await page.getByRole("group", { name: "Design" }).getByLabel("Custom").check();
    if (custom && javaScriptEnabled) await hydrated(page);
    await page.getByLabel(field, { exact: true }).fill(typed);
    await page.getByRole("button", { name: "Make join link" }).click();

    await expect(page.getByText(says)).toBeVisible();
    const input = page.getByLabel(field, { exact: true });
    await expect(input).toHaveAttribute("aria-invalid", "true");
    await expect(input).toHaveValue(typed);
    const describedBy = await input.getAttribute("aria-describedby");
    expect(await Promise.all(describedBy!.split(" ").map((id) => page.locator(`[id="${id}"]`).textContent())).then((texts) => texts.join(" "))).toMatch(says);
    if (field !== "Display name") await expect(page.getByLabel("Display name")).toHaveValue("Ann Lee");
    if (field !== "User id") await expect(page.getByLabel("User id")).toHaveValue("ann-1");
    await expect(page.getByRole("radio", { name: "Moderator" })).toBeChecked();
    await expect(page.getByLabel("Record this person's webcam")).not.toBeChecked();
    await expect(page.getByRole("group", { name: "Chat", exact: true }).getByLabel("Locked")).toBeChecked();
    await expect(page.getByLabel("Join link", { exact: true })).toHaveCount(0);
    await page.goto(room);
    await expect(page.getByText("Not running")).toBeVisible();
  });
}

test("a title of 300 characters makes no room and is kept", async ({ page }) => {
  await signIn(page);
  await page.goto("/rooms/new");
  await page.getByLabel("Title", { exact: true }).fill("t".repeat(300));
  await page.getByRole("button", { name: "Create room" }).click();
  await expect(page.getByText("This has 300 characters; 120 are possible.")).toBeVisible();
  await expect(page.getByLabel("Title", { exact: true })).toHaveValue("t".repeat(300));
});

test("a design that makes the link too long is refused at the design", async ({ page, javaScriptEnabled }) => {
  await signIn(page);
  const room = await newRoom(page, "Too long");
  await page.goto(`${room}/join-link`);
  await page.getByLabel("Display name").fill("Ann Lee");
  await page.getByRole("group", { name: "Design" }).getByLabel("Custom").check();
  if (javaScriptEnabled) await hydrated(page);
  await page.getByText("Logo, style sheet, old name").click();
  for (const field of ["Background image", "Style sheet", "Logo"]) {
    await page.getByLabel(field, { exact: true }).fill(`https://school.example/${"/".repeat(480)}`);
  }
  await page.getByRole("button", { name: "Make join link" }).click();
  await expect(page.getByText(/the link would have \d+ characters/)).toBeVisible();
  await expect(page.getByLabel("Join link", { exact: true })).toHaveCount(0);
});

test("a wrong password says nothing about which of the two was wrong", async ({ page }) => {
  for (const email of ["maria@school.example", "nobody@school.example"]) {
    await page.goto("/sign-in");
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password").fill("not the password");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("alert")).toHaveText("E-mail or password is wrong.");
    await expect(page.getByLabel("E-mail")).toHaveValue(email);
    await expect(page.getByLabel("Password")).toHaveValue("");
  }
});
