// Accessibility, as axe sees it.
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** The page that is open has no fault, but for rules that do not hold of it. */
export async function axe(page: Page, without: string[] = []): Promise<void> {
  // What the browser still loads may change colours and sizes.
  await page.waitForLoadState();
  // The pictures of a meeting have the colours of the real client and of the design; the page says in words which of them are hard to read.
  const { violations } = await new AxeBuilder({ page }).exclude(".picture__screen").options({ resultTypes: ["violations"] }).disableRules(without).analyze();
  expect(violations.map(({ id, nodes }) => `${page.url()} ${id}: ${nodes.map((node) => node.html).join(" | ")}`)).toEqual([]);
}
