import { expect, newRoom, ownTab, person, test } from "./portal";

test("every form works under a plain-http name, and is refused from another site", async ({ page, portal }) => {
  const there = portal.url.replace("127.0.0.1", "school.example");
  await page.goto(`${there}/sign-in`);
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(`${there}/rooms`);
  await page.goto(`${there}/rooms/new`);
  await page.getByLabel("Title").fill("Plain http");
  await page.getByRole("button", { name: "Create room" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Plain http");
  // Start leads to the public URL, another origin: the policy must let the form go there.
  const tab = await ownTab(page.getByRole("button", { name: "Start", exact: true }));
  await expect(tab).toHaveURL(new RegExp(`^${portal.url}/sandbox/`));

  const forged = await page.request.post(`${portal.url}/api/create-room`, { form: { title: "Forged" }, headers: { origin: "http://evil.example", accept: "text/html" } });
  expect(forged.status()).toBe(403);
  expect(await forged.text()).toContain("This form was not accepted");
  await page.goto(`${there}/rooms`);
  await expect(page.getByText("Forged")).toHaveCount(0);
});

test("signing out ends it", async ({ page, portal }) => {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await newRoom(page, "Leaving");
  await page.getByText("MF", { exact: true }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto("/rooms");
  await expect(page).toHaveURL(`${portal.url}/sign-in?next=%2Frooms`);
});
