// A Roomkey of its own for each worker, and pages that fail their test when anything breaks the content security policy.
import { test as base, expect, type BrowserContext, type Locator, type Page } from "@playwright/test";
import { execFileSync, spawn, spawnSync, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export const binary = process.env.ROOMKEY_BINARY ?? resolve(__dirname, "../../target/debug/roomkey");

export const person = { name: "Maria Fuchs", email: "maria@school.example", password: "three old grey trams" };

/** A running server. */
export class Portal {
  log = "";
  setUpAddress = "";
  private child!: ChildProcess;
  private constructor(private readonly port: number, readonly url: string, readonly dataDir: string) {}

  /** `host` is the name it is known by; it listens on this machine alone. */
  static async start({ host = "127.0.0.1" } = {}): Promise<Portal> {
    const port = await freePort();
    const portal = new Portal(port, `http://${host}:${port}`, mkdtempSync(join(tmpdir(), "roomkey-end2end-")));
    await portal.restart();
    return portal;
  }

  /** Once more after a stop: at the same address, with what is in its folder; `daysAhead` later, if the binary is a debug build. */
  async restart({ daysAhead = 0 } = {}): Promise<void> {
    const options = ["--listen", `127.0.0.1:${this.port}`, "--public-url", this.url, "--data-dir", this.dataDir];
    const child = spawn(binary, ["serve", ...options], { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ROOMKEY_DAYS_AHEAD: String(daysAhead) } });
    this.child = child;
    let printed = "";
    child.stdout!.on("data", (data) => (printed += data));
    child.stderr!.on("data", (data) => (this.log += data));
    for (let tries = 0; tries < 200; tries++) {
      const ready = await fetch(`http://127.0.0.1:${this.port}/ready`).then((reply) => reply.ok, () => false);
      this.setUpAddress = /https?:\/\/\S+\/setup\?code=\S+/.exec(printed)?.[0] ?? "";
      if (ready && printed.includes("\n")) return;
      if (child.exitCode !== null) break;
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error(`roomkey did not start:\n${printed}\n${this.log}`);
  }

  async stop(): Promise<void> {
    const gone = new Promise((done) => this.child.once("exit", done));
    this.child.kill("SIGTERM");
    await gone;
  }

  remove(): void {
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const port = (server.address() as { port: number }).port;
      server.close(() => done(port));
    });
  });
}

/** Everything a page complained about. */
function listen(context: BrowserContext, complaints: string[] = []): string[] {
  context.on("console", (message) => {
    // A refused form answers with its own status, which Chromium notes as an error too.
    if (message.type() === "error" && !/Failed to load resource/.test(message.text())) complaints.push(message.text());
    if (/Content.Security.Policy/i.test(message.text())) complaints.push(message.text());
  });
  context.on("weberror", (error) => complaints.push(String(error.error())));
  return complaints;
}

export const test = base.extend<{ clean: void }, { portal: Portal }>({
  portal: [
    async ({}, use) => {
      const portal = await Portal.start();
      await setUp(portal);
      await use(portal);
      await portal.stop();
      portal.remove();
      if (portal.log.includes("no such text") || portal.log.includes("ERROR")) throw new Error(`the server complained:\n${portal.log}`);
    },
    { scope: "worker" },
  ],
  baseURL: async ({ portal }, use) => use(portal.url),
  clean: [
    async ({ context, browser }, use) => {
      const complaints = listen(context);
      // Contexts that a test makes by itself are listened to as well.
      const newContext = browser.newContext.bind(browser);
      browser.newContext = async (options) => {
        const made = await newContext(options);
        listen(made, complaints);
        return made;
      };
      await use();
      browser.newContext = newContext;
      expect(complaints, "the browser complained").toEqual([]);
    },
    { auto: true },
  ],
});

/** Makes the first account as a form would, for tests that are about something else. */
export async function setUp(portal: Portal): Promise<void> {
  const code = new URL(portal.setUpAddress).searchParams.get("code")!;
  const reply = await fetch(`${portal.url}/api/complete-set-up`, {
    method: "POST", redirect: "manual", body: new URLSearchParams({ code, ...person }), headers: { accept: "text/html" },
  });
  if (reply.status !== 303 || !reply.headers.get("location")!.startsWith("/rooms/")) throw new Error(`set-up answered ${reply.status}`);
}

export async function signIn(page: Page, who: { email: string; password: string } = person): Promise<void> {
  await page.goto("/sign-in");
  await fillSignIn(page, who);
  await expect(page).toHaveURL(/\/rooms$/);
}

/** Signs in on the page that asks for it, and goes where it leads. */
export async function fillSignIn(page: Page, who: { email: string; password: string } = person): Promise<void> {
  await page.getByLabel("E-mail").fill(who.email);
  await page.getByLabel("Password").fill(who.password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** A command beside the running server; what it prints. */
export function roomkey(portal: Portal, input: string, ...command: string[]): string {
  const done = spawnSync(binary, [...command, "--data-dir", portal.dataDir], { input, encoding: "utf8" });
  if (done.status !== 0) throw new Error(`roomkey ${command.join(" ")}: ${done.stderr}`);
  return done.stdout;
}

/** Writes past the portal what only time, or other people, would bring about. */
export function execute(portal: Portal, sql: string): void {
  const write = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], timeout=10); c.execute(sys.argv[2]); c.commit()";
  execFileSync("python3", ["-c", write, `${portal.dataDir}/roomkey.db`, sql]);
}

let people = 0;

/** Somebody with an account of their own, for tests that change it. */
export function somebody(portal: Portal): { email: string; password: string; name: string } {
  const made = { email: `somebody${++people}@school.example`, password: "four new blue ferries", name: "Some Body" };
  roomkey(portal, made.password, "people", "add", "--email", made.email, "--name", made.name);
  return made;
}

/** Presses a button that opens a tab of its own; the tab. */
export async function ownTab(button: Locator): Promise<Page> {
  const [tab] = await Promise.all([button.page().context().waitForEvent("page"), button.click()]);
  return tab;
}

/** Starts or joins, for oneself; the page that was open stays. */
export async function start(page: Page, room: string): Promise<void> {
  const own = await page.context().newPage();
  await own.goto(room);
  const tab = await ownTab(own.getByRole("button", { name: /^(Start|Join)$/ }).first());
  await expect(tab.locator("[data-role]")).toHaveAttribute("data-role", "moderator");
  await tab.close();
  await own.close();
}

/** A guest presses at the door. What the button says is what was known when the page was drawn; the press asks anew, and lets
 * in or has them wait. */
export async function comeIn(guest: Page): Promise<void> {
  await guest.getByRole("button", { name: /join|wait here/i }).click();
}

/** A new room; returns its path. */
export async function newRoom(page: Page, title: string): Promise<string> {
  await page.goto("/rooms/new");
  await page.getByLabel("Title").fill(title);
  await page.getByRole("button", { name: "Create room" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  return new URL(page.url()).pathname;
}

/** Chooses in the row of one lock. */
export async function lock(page: Page, legend: string, choice: string): Promise<void> {
  await page.getByRole("group", { name: legend, exact: true }).getByLabel(choice).check();
}

/** The link on the key card. */
export async function joinLink(page: Page): Promise<string> {
  return page.getByLabel("Join link", { exact: true }).inputValue();
}

/** Islands take over a moment after somebody stirs; what is typed before is kept, what they show comes after. */
export async function hydrated(page: Page): Promise<void> {
  await page.mouse.move(1, 1);
  await page.mouse.move(2, 2);
  await expect(page.locator(".design-editor.is-live")).toHaveCount(1);
}

/** Presses Tab until the focus is on what is meant. */
export async function tabTo(page: Page, meant: Locator): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    if (await meant.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never reached ${meant}`);
}

/** Nothing sticks out sideways. */
export async function fits(page: Page): Promise<void> {
  // Before its style sheet is there, no page fits.
  await page.waitForLoadState();
  const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  expect(wide, `${page.url()} scrolls sideways`).toBeLessThanOrEqual(room);
}

export { expect };
