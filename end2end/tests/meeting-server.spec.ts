// The main job again, with the room on a meeting server that is another process under another host name: added, used,
// stopped, started again, and given another secret.
import { execFileSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { binary, expect, hydrated, joinLink, lock, ownTab, person, Portal, setUp, signIn, test } from "./portal";

/** What an administrator finds in the configuration of a meeting server. */
function credentials(server: Portal): { api_key: string; secret: string } {
  return JSON.parse(execFileSync(binary, ["sandbox", "credentials", "--data-dir", server.dataDir], { encoding: "utf8" }));
}

test("a room on another server: added, used, and it outlives that server's stops and its new secret", async ({ browser, javaScriptEnabled }) => {
  test.setTimeout(180_000);
  const portal = await Portal.start();
  await setUp(portal);
  let meet = await Portal.start({ host: "localhost" });
  const context = await browser.newContext({ baseURL: portal.url, javaScriptEnabled, colorScheme: "light" });
  const page = await context.newPage();
  // With scripts on, what the policy stops is counted where it happens, not only in the console.
  const stopped: string[] = [];
  await context.exposeFunction("policyStopped", (what: string) => stopped.push(what));
  if (javaScriptEnabled) {
    await context.addInitScript(() => addEventListener("securitypolicyviolation", (event) => (window as any).policyStopped(`${event.violatedDirective} ${event.blockedURI}`)));
  }

  // Added.
  await signIn(page);
  await page.goto("/servers/new");
  await page.getByLabel("Name").fill("Meet One");
  await page.getByLabel("Address", { exact: true }).fill(`${meet.url}/sandbox`);
  await page.getByLabel("API key").fill(credentials(meet).api_key);
  await page.getByLabel("Secret").fill(credentials(meet).secret);
  await page.getByRole("button", { name: "Add server" }).click();
  await expect(page.getByRole("status")).toHaveText("This server works. Read the notes below.");
  await page.getByRole("link", { name: "Back to the server" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Meet One");
  const serverPage = new URL(page.url()).pathname;

  // A room there.
  await page.goto("/rooms/new");
  await page.getByLabel("Title").fill("Biology 7b");
  await page.getByLabel("Meeting server").selectOption({ label: "Meet One" });
  await page.getByRole("button", { name: "Create room" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Biology 7b");
  await expect(page.getByText("Meet One")).toBeVisible();
  const room = new URL(page.url()).pathname;

  // The main job.
  await page.goto(`${room}/join-link`);
  await page.getByLabel("Display name").fill("Ann Lee");
  await lock(page, "Whiteboard", "Allowed");
  await lock(page, "Microphone", "Locked");
  await page.getByRole("group", { name: "Design" }).getByLabel("Custom").check();
  if (javaScriptEnabled) await hydrated(page);
  await page.getByLabel("Header", { exact: true }).fill("#ffcc80");
  await page.getByRole("button", { name: "Make join link" }).click();
  const link = await joinLink(page);
  expect(link.startsWith(`${meet.url}/sandbox/?access_token=`)).toBe(true);
  const rehearsal = await context.newPage();
  await rehearsal.goto(link);
  await expect(rehearsal.locator("[data-room-title]")).toHaveText("Biology 7b");
  await expect(rehearsal.locator("[data-user-name]")).toHaveText("Ann Lee");
  await expect(rehearsal.locator("[data-role]")).toHaveAttribute("data-role", "participant");
  await expect(rehearsal.locator("[data-lock=lock_whiteboard]")).toHaveAttribute("data-effective", "allowed");
  await expect(rehearsal.locator("[data-lock=lock_microphone]")).toHaveAttribute("data-effective", "locked");
  await expect(rehearsal.locator(".client__header").first()).toHaveCSS("background-color", "rgb(255, 204, 128)");
  await rehearsal.close();

  // Join, from the room, each of its tabs and the list: the policy lets the form end up there.
  for (const from of [room, `${room}/locks`, `${room}/join-link`, `${room}/settings`, "/rooms"]) {
    await page.goto(from);
    const where = from === "/rooms" ? page.getByRole("listitem").filter({ hasText: "Biology 7b" }) : page;
    const tab = await ownTab(where.getByRole("button", { name: /^Join/ }).first());
    await expect(tab, from).toHaveURL(new RegExp(`^${meet.url}/sandbox/\\?access_token=`));
    await expect(tab.locator("[data-role]")).toHaveAttribute("data-role", "moderator");
    await tab.close();
  }

  // Stopped: everything is still there.
  await meet.stop();
  await page.goto("/rooms");
  await expect(page.getByRole("heading", { level: 2, name: "Biology 7b" })).toBeVisible();
  await page.goto(room);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Biology 7b");
  await expect(page.getByText("nothing listens at this address").first()).toBeVisible();
  await page.goto(`${room}/join-link`);
  await page.getByLabel("Display name").fill("Ben Stone");
  await lock(page, "Webcam", "Locked");
  await page.getByRole("button", { name: "Make join link" }).click();
  await expect(page.getByText("nothing listens at this address").first()).toBeVisible();
  await expect(page.getByLabel("Display name")).toHaveValue("Ben Stone");
  await expect(page.getByRole("group", { name: "Webcam", exact: true }).getByLabel("Locked")).toBeChecked();

  // Started again: the same form goes through, once the portal has looked again.
  await meet.restart();
  await expect(async () => {
    await page.getByRole("button", { name: "Make join link" }).click();
    await expect(page.getByRole("heading", { level: 2, name: "Ben Stone" })).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 40_000 });
  await page.goto(room);
  await expect(page.getByText(/^Live/)).toBeVisible();

  // Another secret: the server is set up anew at the same address.
  await meet.stop();
  for (const name of readdirSync(meet.dataDir)) rmSync(join(meet.dataDir, name), { recursive: true });
  await meet.restart();
  await expect(async () => {
    await page.goto(room);
    await expect(page.getByText("It refuses the signature").first()).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 40_000 });
  await page.goto(serverPage);
  await page.getByLabel("The new secret").fill(credentials(meet).secret);
  await page.getByRole("button", { name: "Test and use it" }).click();
  await expect(page.getByText("The server passed the test with the new secret")).toBeVisible({ timeout: 30_000 });
  await page.goto(room);
  const tab = await ownTab(page.getByRole("button", { name: "Start", exact: true }));
  await expect(tab).toHaveURL(new RegExp(`^${meet.url}/sandbox/\\?access_token=`));
  await expect(tab.locator("[data-user-name]")).toHaveText(person.name);

  expect(stopped).toEqual([]);
  await context.close();
  for (const process of [meet, portal]) {
    await process.stop();
    process.remove();
  }
});
