import { expect, newRoom, signIn, somebody, test } from "./portal";

test("the first view of the rooms is light and does not jump", async ({ page, browser, portal }) => {
  // Somebody new: what other tests made in this portal is no part of the first view.
  await signIn(page, somebody(portal));
  for (const title of ["Biology 7b", "Chemistry", "Office hours"]) await newRoom(page, title);
  const state = await page.context().storageState();
  const context = await browser.newContext({ storageState: state, baseURL: portal.url });
  const first = await context.newPage();
  const session = await context.newCDPSession(first);
  await session.send("Network.enable");
  let requests = 0;
  let bytes = 0;
  session.on("Network.requestWillBeSent", () => requests++);
  session.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
  await first.addInitScript(() => {
    (window as any).shift = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry: any) => ((window as any).shift += entry.value))).observe({ type: "layout-shift", buffered: true });
  });
  await first.goto("/rooms", { waitUntil: "networkidle" });
  const shift = await first.evaluate(() => (window as any).shift);
  console.log(`first view of /rooms: ${bytes} bytes in ${requests} requests, layout shift ${shift}`);
  expect(bytes).toBeLessThanOrEqual(60_000);
  expect(requests).toBeLessThanOrEqual(8);
  expect(shift).toBe(0);
  await context.close();
});
