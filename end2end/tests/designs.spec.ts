import { expect, fits, newRoom, signIn, test } from "./portal";

test("a starting point becomes a design, rooms use it, and it is deleted without changing them", async ({ page, javaScriptEnabled }) => {
  await signIn(page);
  const name = `Our school ${javaScriptEnabled}`;
  const room = await newRoom(page, `Biology ${javaScriptEnabled}`);
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Designs" }).click();
  await page.getByRole("link", { name: "Start with this Lagoon" }).click();
  await expect(page.getByLabel("Name of the design")).toHaveValue("Lagoon");
  await page.getByLabel("Name of the design").fill(name);
  // Enter saves, whatever other buttons there are.
  await page.keyboard.press("Enter");
  await expect(page.getByText("The design is saved.")).toBeVisible();
  await expect(page.getByText("Nowhere yet.")).toBeVisible();
  await fits(page);

  await page.getByLabel(`Biology ${javaScriptEnabled}`).check();
  await page.getByRole("button", { name: "Use for the ticked rooms" }).click();
  await expect(page.getByText("One room uses this design now.")).toBeVisible();
  await page.getByRole("link", { name: `Biology ${javaScriptEnabled}` }).click();
  await expect(page.getByRole("radio", { name: "Saved design" })).toBeChecked();
  await expect(page.getByRole("combobox", { name: "Saved design" }).locator("option:checked")).toHaveText(name);

  await page.getByRole("link", { name: "Change" }).click();
  await page.getByRole("link", { name: "Delete design" }).click();
  await expect(page.getByRole("link", { name: `Biology ${javaScriptEnabled}` })).toBeVisible();
  await page.getByRole("button", { name: "Delete design" }).click();
  await expect(page.getByText("The design is deleted.")).toBeVisible();
  await page.goto(`${room}/design`);
  await expect(page.getByRole("radio", { name: "Colours of its own" })).toBeChecked();
  await expect(page.locator("[name=primary_color]")).toHaveValue("#0b5563");
});
