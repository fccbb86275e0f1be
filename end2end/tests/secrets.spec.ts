import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, joinLink, person, Portal, test } from "./portal";

test("no secret stands in database, logs or pages, and a token only in the one answer that made it", async ({ browser }) => {
  const portal = await Portal.start();
  const context = await browser.newContext({ baseURL: portal.url });
  const page = await context.newPage();
  const answers: { url: string; body: string }[] = [];
  page.on("response", async (reply) => {
    if (reply.status() < 300 || reply.status() >= 400) answers.push({ url: reply.url(), body: await reply.text().catch(() => "") });
  });
  const code = new URL(portal.setUpAddress).searchParams.get("code")!;
  await page.goto(portal.setUpAddress);
  await page.getByLabel("Your name").fill(person.name);
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("My classroom");
  const room = new URL(page.url()).pathname;
  await page.goto(`${room}/join-link`);
  await page.getByLabel("Display name").fill("Ann Lee");
  await page.getByRole("group", { name: "Design" }).getByLabel("Custom").check();
  await page.getByText("Logo, style sheet, old name").click();
  await page.getByLabel("Logo", { exact: true }).fill("https://school.example/logo.png");
  await page.getByRole("button", { name: "Make join link" }).click();
  const link = await joinLink(page);
  const token = new URL(link).searchParams.get("access_token")!;
  await page.reload();
  // The link doctor looks at it once, and gives nothing of it away.
  await page.goto("/inspect");
  await page.getByLabel("Link or token").fill(link);
  await page.getByRole("button", { name: "Check" }).click();
  await expect(page.locator("[data-outcome=works]")).toBeVisible();
  await expect(page.getByLabel("Link or token")).toHaveValue("");
  await page.goto("/rooms");
  const rehearsal = await context.newPage();
  await rehearsal.goto(link);
  await expect(rehearsal.locator("[data-user-name]")).toHaveText("Ann Lee");
  await rehearsal.getByRole("button", { name: "Enter", exact: true }).click();
  await expect(rehearsal.locator("[data-state=in]")).toBeVisible();
  const html = await rehearsal.content();
  const cookie = (await context.cookies()).find(({ name }) => name === "roomkey")!;
  const entry = (await context.cookies(`${portal.url}/sandbox/`)).find(({ name }) => name.startsWith("entry_"))!;
  expect(entry.httpOnly && entry.sameSite === "Lax" && entry.path === "/sandbox/").toBe(true);
  expect(cookie.httpOnly).toBe(true);
  expect(cookie.sameSite).toBe("Lax");
  const binary = process.env.ROOMKEY_BINARY ?? resolve(__dirname, "../../target/debug/roomkey");
  const credentials = JSON.parse(execFileSync(binary, ["sandbox", "credentials", "--data-dir", portal.dataDir], { encoding: "utf8" }));
  const key = readFileSync(join(portal.dataDir, "roomkey.key"), "utf8").trim();
  await page.waitForTimeout(200);
  await portal.stop();

  const database = readdirSync(portal.dataDir).filter((file) => file.startsWith("roomkey.db")).map((file) => readFileSync(join(portal.dataDir, file), "latin1")).join("");
  const pages = answers.map(({ body }) => body).join("\n") + html;
  expect(pages.length).toBeGreaterThan(10_000);
  expect(database.length).toBeGreaterThan(10_000);
  expect(portal.log).toContain("/rooms/{slug}");
  for (const [what, secret] of Object.entries({ "the API secret": credentials.secret, "the key file": key, "the password": person.password, "the sign-in": decodeURIComponent(cookie.value), "the entry": entry.value, "the token": token })) {
    expect(secret.length, what).toBeGreaterThan(8);
    expect(database.includes(secret), `${what} in the database`).toBe(false);
    expect(portal.log.includes(secret), `${what} in the log`).toBe(false);
    if (what !== "the token") expect(pages.includes(secret), `${what} in a page`).toBe(false);
  }
  for (const secret of [code, "access_token", room.split("/")[2]]) expect(portal.log.includes(secret), `${secret} in the log`).toBe(false);
  expect(database.includes(code), "the set-up code in the database").toBe(false);
  expect(answers.filter(({ body }) => body.includes(token)).map(({ url }) => new URL(url).pathname)).toEqual([`${room}/join-link`]);
  portal.remove();
  await context.close();
});
