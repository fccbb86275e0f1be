// "Test connection": with scripts its steps fill in as they finish, without them they come with the page.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, fits, signIn, test } from "./portal";

/** Answers as a plugNmeet server that is well, and each call after so many milliseconds. */
async function slowServer(wait: number): Promise<Server> {
  const page = '<div id="plugNmeet-app"></div><script type="module" src="./assets/js/main-module.1a.js"></script>';
  const answers: Record<string, string> = {
    "/healthCheck": "Healthy",
    "/auth/room/getActiveRoomsInfo": '{"status":false,"msg":"no active room found","status_code":"NOT_FOUND","rooms":[]}',
    "/auth/getClientFiles": '{"status":true,"msg":"success","status_code":"UNKNOWN_STATUS","css_files":[],"js_files":["main-module.1a.js"]}',
    "/": page,
  };
  const server = createServer((request, reply) => {
    setTimeout(() => reply.end(answers[request.url ?? ""] ?? "?"), wait);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return server;
}

test("an administrator adds a server and sees step by step whether it works", async ({ page, javaScriptEnabled }, info) => {
  const server = await slowServer(900);
  const { port } = server.address() as AddressInfo;
  await signIn(page);
  await page.goto("/servers/new");
  await page.getByLabel("Name", { exact: true }).fill(`Slow ${info.project.name} ${port}`);
  await page.getByLabel("Address", { exact: true }).fill(`http://127.0.0.1:${port}`);
  await page.getByLabel("API key", { exact: true }).fill("key");
  await page.getByLabel("Secret", { exact: true }).fill("a secret of more than thirty-two bytes");
  await page.getByRole("button", { name: "Add server" }).click();

  const steps = page.locator(".steps > li");
  if (javaScriptEnabled) {
    // Some are there, the rest is waited for; nobody loads the page again.
    await expect(page.getByRole("status")).toContainText("of 7");
    await expect(page.locator("[data-result]").first()).toBeVisible();
    expect(await page.locator("[data-result]").count()).toBeLessThan(7);
    await expect(steps).toHaveCount(7);
  }
  await expect(page.locator("[data-state=tested]")).toBeVisible({ timeout: 20_000 });
  await expect(page.locator("[data-result]")).toHaveCount(7);
  await expect(page.getByRole("status")).toHaveText("This server works. Read the notes below.");
  await expect(page.locator("[data-step=connection]")).toContainText("Passed, with a note");
  await expect(page.locator("[data-step=key]")).toContainText("No session is running");
  await expect(page.locator("[data-step=join-address]")).toContainText("Secure Connection Required");

  // What it says now is what it is like now.
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  await page.getByRole("button", { name: "Test again" }).click();
  await expect(page.locator("[data-state=tested]")).toContainText("First of all, mend “Connection”", { timeout: 20_000 });
  await expect(page.locator("[data-step=connection]")).toContainText(`nothing listens on port ${port}`);
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await fits(page);
    if (process.env.SHOTS) {
      for (const scheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme: scheme });
        await page.screenshot({ path: `${process.env.SHOTS}/failed-${info.project.name}-${width}-${scheme}.png`, fullPage: true });
      }
    }
  }
});
