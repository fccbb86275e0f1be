import { expect, joinLink, newRoom, signIn, test } from "./portal";

const addresses = ["https://school.example", "https://school.example/a.png", "https://cdn.school.example:8443/x/(1).png?a=1&b=2#top", "https://[2001:db8::1]/l.svg", "https://a.example/~b/c;d=1,2/e'f!g*h$"];
const nasty = ["{", "}", '"', "'", ";", ":", "\\", "/*", "*/", "<", "</style>", "<!--", "(", ")", "url(", "!important", "}body{display:none", "\\7d ", "\n", "\u0000", " ", "%", "%7D", "%22", "#", "?", "&custom_design=", "javascript:", "\u2028", "\u202e", "é"];
const colourKeys = ["primary_color", "primary_btn_bg_color", "primary_btn_text_color", "secondary_color", "secondary_btn_bg_color", "secondary_btn_text_color", "background_color", "header_bg_color", "footer_bg_color", "footer_icon_bg_color", "footer_icon_color", "side_panel_bg_color", "right_side_bg_color"];
const addressKeys = ["background_image", "custom_css_url", "custom_logo"];

/** Draws numbers below one, the same ones each time. */
function draws(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let drawn = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    drawn = (drawn + Math.imul(drawn ^ (drawn >>> 7), 61 | drawn)) ^ drawn;
    return ((drawn ^ (drawn >>> 14)) >>> 0) / 4294967296;
  };
}

test("what the portal takes of a design stays in its declaration and in its JSON in a browser's own parser", async ({ page }) => {
  test.setTimeout(180_000);
  const draw = draws(7);
  const of = <T>(list: T[]): T => list[Math.floor(draw() * list.length)];
  const colour = () => `#${Array.from({ length: of([3, 6, 8]) }, () => of([..."0123456789abcdefABCDEF"])).join("")}`;
  const changed = (text: string): string => {
    for (let changes = Math.floor(draw() * 3); changes > 0; changes--) {
      const place = Math.floor(draw() * (text.length + 1));
      const piece = draw() < 0.5 ? of(nasty) : String.fromCharCode(33 + Math.floor(draw() * 94));
      text = text.slice(0, place) + piece + text.slice(draw() < 0.5 ? place : place + 1);
    }
    return text;
  };
  await signIn(page);
  const room = await newRoom(page, "Strange values");
  await page.goto(`${room}/join-link`);
  await page.getByLabel("Display name").fill("Ann Lee");
  await page.getByRole("button", { name: "Make join link" }).click();
  const link = (await joinLink(page)).split("&")[0];

  const taken = new Map<string, string>();
  let sent = 0;
  while (taken.size < 1000) {
    expect(sent, `only ${taken.size} values are taken: ${[...taken.values()].slice(0, 5)}`).toBeLessThan(20_000);
    const design: Record<string, string> = {};
    for (const key of colourKeys) design[key] = changed(colour());
    for (const key of addressKeys) design[key] = changed(of(addresses));
    sent += 16;
    const pasted = `${link}&custom_design=${encodeURIComponent(JSON.stringify(design))}`;
    const reply = await page.request.post("/api/inspect-link", { form: { link: pasted }, headers: { accept: "text/html" } });
    const facts = (await reply.text()).matchAll(/data-fact="?([a-z_]+)"?[^>]*><code[^>]*>([^<]*)</g);
    for (const [, key, text] of facts) {
      if (design[key] !== undefined) taken.set(`${key} ${unescaped(text)}`, unescaped(text));
    }
  }
  const wrong = await page.evaluate((pairs) => {
    const wrong: string[] = [];
    for (const [key, text] of pairs) {
      const isAddress = text.startsWith("https:");
      // As the client pastes it into a rule, with and without quotes.
      const values = isAddress ? [`url(${text})`, `url("${text}")`] : [text];
      for (const pasted of values) {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(`body:not(.dark) i.x{background:${pasted}}body:not(.dark) i.y{color:red}`);
        const rules = [...sheet.cssRules] as CSSStyleRule[];
        const [first, second] = rules;
        const whole = rules.length === 2 && first.selectorText.endsWith("i.x") && second.cssText === "body:not(.dark) i.y { color: red; }";
        const kept = whole && (isAddress ? first.style.backgroundImage.startsWith("url(") : first.style.backgroundColor !== "");
        const others = whole && [...first.style].every((name) => name.startsWith("background"));
        if (!kept || !others) wrong.push(`${key} ${pasted}: ${rules.map((rule) => rule.cssText).join(" ")}`);
      }
      const read = JSON.parse(`{"${key.split(" ")[0]}":"${text}"}`);
      if (Object.keys(read).length !== 1 || Object.values(read)[0] !== text) wrong.push(`${key} in JSON`);
    }
    return wrong;
  }, [...taken]);
  console.log(`${sent} values sent, ${taken.size} different ones taken`);
  expect(wrong).toEqual([]);
});

function unescaped(text: string): string {
  return text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&#x27;|&#39;/g, "'").replace(/&amp;/g, "&");
}
