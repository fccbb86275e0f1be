// A design from one colour to the meetings that wear it: made, mended, saved, used, and seen by whoever joins.
import type { Browser, Page } from "@playwright/test";
import { PNG } from "pngjs";
import { comeIn, expect, hydrated, joinLink, newRoom, ownTab, type Portal, signIn, start, tabTo, test } from "./portal";

/** Where a key's colour is seen in the drawn client. */
const seen: { key: string; on: string; css: "background-color" | "color" }[] = [
  { key: "header_bg_color", on: ".client__header", css: "background-color" },
  { key: "footer_bg_color", on: ".client__footer", css: "background-color" },
  { key: "footer_icon_bg_color", on: ".client__footer .client__button", css: "background-color" },
  { key: "footer_icon_color", on: ".client__footer .client__button", css: "color" },
  { key: "side_panel_bg_color", on: ".client__panel", css: "background-color" },
  { key: "background_color", on: ".client__main", css: "background-color" },
  { key: "primary_color", on: ".client__panel .client__avatar", css: "background-color" },
  { key: "secondary_color", on: ".client__badge", css: "background-color" },
  { key: "primary_btn_bg_color", on: ".client__join--primary", css: "background-color" },
  { key: "primary_btn_text_color", on: ".client__join--primary", css: "color" },
  { key: "secondary_btn_bg_color", on: ".client__join--secondary", css: "background-color" },
  { key: "secondary_btn_text_color", on: ".client__join--secondary", css: "color" },
];

/** What stands in the twelve fields. */
type Colours = Record<string, string>;

const field = (page: Page, key: string) => page.locator(`[name=${key}]`);

async function colours(page: Page): Promise<Colours> {
  const values = await Promise.all(seen.map(({ key }) => field(page, key).inputValue()));
  return Object.fromEntries(seen.map(({ key }, place) => [key, values[place]]));
}

/** As a browser says it. */
function rgb(hex: string): string {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  return `rgb(${red}, ${green}, ${blue})`;
}

/** The drawn client wears these in light mode, and plugNmeet's own colours in dark mode. */
async function wears(page: Page, design: Colours): Promise<void> {
  for (const { key, on, css } of seen) await expect(page.locator(`.client:not(.is-dark) ${on}`).first(), key).toHaveCSS(css, rgb(design[key]));
  await expect(page.locator(".client.is-dark .client__header").first()).toHaveCSS("background-color", "rgb(1, 16, 43)");
}

/** A form for a new design, ready for work. */
async function newDesign(page: Page, javaScriptEnabled: boolean): Promise<void> {
  await page.goto("/designs/new");
  if (javaScriptEnabled) await hydrated(page);
}

/** Takes the saved design in the form that is open. */
async function choose(page: Page, name: string): Promise<void> {
  await page.getByRole("radio", { name: "Saved design" }).check();
  await page.getByRole("combobox", { name: "Saved design" }).selectOption(name);
}

/** A browser that has never been here. */
async function stranger(browser: Browser, portal: Portal, javaScriptEnabled: boolean): Promise<Page> {
  const context = await browser.newContext({ baseURL: portal.url, javaScriptEnabled });
  return context.newPage();
}

const pair = (page: Page) => page.locator("[data-pair=primary-button]");

/** A design of one colour, with one pair spoilt and mended again; what is saved. */
async function makeDesign(page: Page, name: string, javaScriptEnabled: boolean): Promise<Colours> {
  await newDesign(page, javaScriptEnabled);
  await page.getByLabel("Name of the design").fill(name);
  await page.getByLabel("Your colour", { exact: true }).fill("#0b5563");
  await page.locator(".design-editor__brand").getByRole("button", { name: "Make a design" }).click();
  await expect(field(page, "primary_color")).toHaveValue(/^#[0-9a-f]{6}$/);
  await expect(page.getByText("Yes: every colour stands out enough.")).toBeVisible();
  const made = await colours(page);
  await wears(page, made);

  if (javaScriptEnabled) await hydrated(page);
  const button = made.primary_btn_bg_color;
  await field(page, "primary_btn_text_color").fill(button);
  if (!javaScriptEnabled) await page.getByRole("button", { name: "Show preview" }).click();
  await expect(pair(page)).toHaveText(/Text on the primary button\s+1\.00 : 1, too little: 4\.5 is needed/);
  await expect(page.getByText("One pair of colours is hard to read.")).toBeVisible();
  await pair(page).getByRole("button", { name: /^Fix it/ }).click();
  await expect(page.getByText("Yes: every colour stands out enough.")).toBeVisible();
  await page.getByLabel("Show every pair of colours").check();
  await expect(pair(page)).toHaveText(/Text on the primary button\s+(4\.[5-9]|[5-9]\.|1\d\.|2[01]\.)\d+ : 1, enough/);
  const mended = await colours(page);
  expect(mended, "only the pair's own colour is changed").toEqual({ ...made, primary_btn_text_color: mended.primary_btn_text_color });
  expect(mended.primary_btn_text_color).not.toBe(button);
  await wears(page, mended);

  await page.getByRole("button", { name: "Save design" }).click();
  await expect(page.getByText("The design is saved.")).toBeVisible();
  await expect(page.getByLabel("Name of the design")).toHaveValue(name);
  expect(await colours(page)).toEqual(mended);
  return mended;
}

test("from one colour to a room, a link and an invite that wear it", async ({ page, browser, portal, javaScriptEnabled }) => {
  test.setTimeout(240_000);
  const name = `One colour ${javaScriptEnabled}`;
  await signIn(page);
  const design = await makeDesign(page, name, javaScriptEnabled!);

  const worn = await newRoom(page, `Worn ${javaScriptEnabled}`);
  await page.goto(`${worn}/design`);
  await choose(page, name);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await page.goto(worn);
  const own = await ownTab(page.getByRole("button", { name: "Start", exact: true }));
  await wears(own, design);
  await own.close();

  // A room without a design: what is seen there is the link's and the invite's alone.
  const plain = await newRoom(page, `Plain ${javaScriptEnabled}`);
  await page.goto(`${plain}/join-link`);
  await page.getByLabel("Display name").fill("Ann Lee");
  await choose(page, name);
  await page.getByRole("button", { name: "Make join link" }).click();
  const guest = await stranger(browser, portal, javaScriptEnabled!);
  await guest.goto(await joinLink(page));
  await expect(guest.locator("[data-user-name]")).toHaveText("Ann Lee");
  await wears(guest, design);
  await guest.context().close();

  await page.goto(`${plain}/invites/new`);
  await choose(page, name);
  await page.getByRole("button", { name: "Make invite" }).click();
  const invite = await page.getByLabel("Link: Open invite").inputValue();
  await start(page, plain);
  const invited = await stranger(browser, portal, javaScriptEnabled!);
  await invited.goto(invite);
  await invited.getByLabel("Your name").fill("Tariq");
  await comeIn(invited);
  await expect(invited.locator("[data-user-name]")).toHaveText("Tariq");
  await wears(invited, design);
  await invited.context().close();

  await page.goto(plain);
  const stock = await ownTab(page.getByRole("button", { name: "Join", exact: true }).first());
  await expect(stock.locator(".client__header").first()).toHaveCSS("background-color", "rgb(255, 255, 255)");
});

test("keyboard only, from a colour to a saved design", async ({ page, javaScriptEnabled }) => {
  test.skip(!javaScriptEnabled, "without scripts each button is one of the form's own, and the form is shown again");
  await signIn(page);
  await newDesign(page, true);
  await expect(page.getByLabel("Name of the design")).toBeFocused();
  await page.keyboard.type("By keyboard");
  await tabTo(page, page.getByLabel("Your colour", { exact: true }));
  await page.keyboard.type("#7b1fa2");
  await tabTo(page, page.locator(".design-editor__brand").getByRole("button", { name: "Make a design" }));
  await page.keyboard.press("Enter");
  await expect(field(page, "primary_color")).toHaveValue(/^#/);
  const made = await colours(page);
  // What is reached by Tab is selected: typing replaces it.
  await tabTo(page, field(page, "primary_btn_text_color"));
  await page.keyboard.type(made.primary_btn_bg_color);
  await expect(pair(page)).toHaveAttribute("data-verdict", "too-little");
  await tabTo(page, pair(page).getByRole("button", { name: /^Fix it/ }));
  await page.keyboard.press("Enter");
  await expect(pair(page)).toHaveAttribute("data-verdict", "enough");
  await expect(page.locator("[data-contrast] output"), "who pressed it is not left nowhere").toBeFocused();
  const mended = await colours(page);
  await tabTo(page, page.getByRole("button", { name: "Save design" }));
  await page.keyboard.press("Enter");
  await expect(page.getByText("The design is saved.")).toBeVisible();
  await expect(page.getByLabel("Name of the design")).toHaveValue("By keyboard");
  expect(await colours(page)).toEqual(mended);
});

test("Enter in a field saves, and presses none of the buttons that change the fields", async ({ page, javaScriptEnabled }) => {
  await signIn(page);
  for (const key of ["name", "header_bg_color", "custom_logo"]) {
    await newDesign(page, javaScriptEnabled!);
    await page.getByLabel("Name of the design").fill(`Enter in ${key}`);
    await page.getByLabel("Your colour", { exact: true }).fill("#0b5563");
    await field(page, "header_bg_color").fill("#222222");
    await page.getByText("Logo, style sheet, old name").click();
    await field(page, key).press("Enter");
    await expect(page.getByText("The design is saved.")).toBeVisible();
    await expect(page.getByLabel("Name of the design")).toHaveValue(`Enter in ${key}`);
    const kept = Object.fromEntries(seen.map((known) => [known.key, known.key === "header_bg_color" ? "#222222" : ""]));
    expect(await colours(page), "neither a palette nor a fix").toEqual(kept);
  }
});

test("a preview shows what is typed and stores nothing", async ({ page, javaScriptEnabled }) => {
  await signIn(page);
  const room = await newRoom(page, `Preview ${javaScriptEnabled}`);
  const preview = page.getByRole("button", { name: "Show preview" });
  const names = async () => (await page.goto("/designs"), page.locator("main h3").allTextContents());
  const before = await names();
  for (const path of ["/designs/new", `${room}/design`]) {
    await page.goto(path);
    if (javaScriptEnabled) await hydrated(page);
    const name = page.getByLabel("Name of the design");
    if (path === "/designs/new") await name.fill(`Only looked at ${javaScriptEnabled}`);
    await field(page, "header_bg_color").fill("#ffcc80");
    await field(page, "primary_btn_bg_color").fill("#c62828");
    if (javaScriptEnabled) await expect(preview).toBeHidden();
    else await preview.click();
    await expect(page.locator(".client__header").first()).toHaveCSS("background-color", "rgb(255, 204, 128)");
    await expect(page.locator(".client__join--primary").first()).toHaveCSS("background-color", "rgb(198, 40, 40)");
    await expect(field(page, "header_bg_color")).toHaveValue("#ffcc80");
    if (path === "/designs/new") await expect(name).toHaveValue(`Only looked at ${javaScriptEnabled}`);
    await page.goto(path);
    await expect(field(page, "header_bg_color")).toHaveValue("");
  }
  expect(await names()).toEqual(before);
});

/** A violet logo with some white in it. */
function logo(): Buffer {
  const picture = new PNG({ width: 64, height: 48 });
  for (let at = 0; at < picture.data.length; at += 4) picture.data.set(at % 5 ? [0x7b, 0x1f, 0xa2, 255] : [255, 255, 255, 255], at);
  return PNG.sync.write(picture);
}

test("a logo makes a design; what is no picture or too large is refused beside the field, and nothing typed is lost", async ({ page, javaScriptEnabled }) => {
  await signIn(page);
  await newDesign(page, javaScriptEnabled!);
  await page.getByLabel("Name of the design").fill("Of a logo");
  await page.getByLabel("Your colour", { exact: true }).fill("#0b5563");
  await field(page, "header_bg_color").fill("#ffcc80");
  const file = page.getByLabel("Your logo");
  const make = page.locator(".design-logo").getByRole("button", { name: "Make a design" });
  const refused: [Buffer | undefined, string][] = [
    [Buffer.from("I am no picture."), "This is no PNG or JPEG that can be read."],
    [Buffer.concat([logo(), Buffer.alloc(2 * 1024 * 1024)]), "This file has more than 2 MB."],
    [undefined, "Choose a file first."],
  ];
  for (const [buffer, says] of refused) {
    if (buffer) await file.setInputFiles({ name: "logo.png", mimeType: "image/png", buffer });
    await make.click();
    await expect(page.locator(".design-logo .why")).toContainText(says);
    await expect(file).toHaveAttribute("aria-invalid", "true");
    await expect(file).toHaveAccessibleDescription(new RegExp(says));
    await expect(page.getByLabel("Name of the design")).toHaveValue("Of a logo");
    await expect(page.getByLabel("Your colour", { exact: true })).toHaveValue("#0b5563");
    await expect(field(page, "header_bg_color")).toHaveValue("#ffcc80");
    await expect(field(page, "primary_color")).toHaveValue("");
    if (javaScriptEnabled) await hydrated(page);
  }

  await file.setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: logo() });
  await make.click();
  await expect(field(page, "primary_color")).toHaveValue("#7b1fa2");
  await expect(page.locator(".design-logo .why")).toHaveCount(0);
  await expect(page.getByText("Yes: every colour stands out enough.")).toBeVisible();
  await expect(page.getByLabel("Name of the design")).toHaveValue("Of a logo");
  const made = await colours(page);
  await wears(page, made);
  await page.getByRole("button", { name: "Save design" }).click();
  await expect(page.getByText("The design is saved.")).toBeVisible();
  expect(await colours(page)).toEqual(made);
});
