import { axe } from "./axe";
import { expect, fits, test } from "./portal";

for (const theme of ["light", "dark"]) {
  for (const direction of ["ltr", "rtl"]) {
    test(`each component in each state is sound: ${theme}, ${direction}`, async ({ page }) => {
      await page.goto(`/styleguide?theme=${theme}&dir=${direction}`);
      await expect(page.locator(".styleguide section")).not.toHaveCount(0);
      for (const width of [320, 768, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        await fits(page);
        // The same component in several states has the same landmarks: on a page of the portal it stands once.
        await axe(page, ["landmark-unique"]);
      }
    });
  }
}
