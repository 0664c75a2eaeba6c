import type { Browser, BrowserContextOptions, Page } from "playwright-core";

/** The windows in which pages are looked at. */
export const wide = { width: 1440, height: 900 };
export const middle = { width: 820, height: 1180 };
export const narrow = { width: 390, height: 844 };

/** What Firefox says of an equation of which it has read a part when it draws. */
const premature = "Invalid markup: Incorrect number of children";

/**
 * Opens the page at `url`, lets `look` look at it, and closes it again.
 *
 * @throws {Error} if it asked for anything but itself, or told its console of a mistake.
 */
export async function openPage(
  browser: Browser,
  url: string,
  look: (page: Page) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const page = await browser.newPage({ viewport: wide, ...options });
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") {
      complaints.push(message.text());
    }
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    const asked = request.url();
    if (asked !== url.split("#")[0] && !/^(data|blob):/.test(asked)) {
      complaints.push(`asked for ${asked}`);
    }
  });
  try {
    await page.goto(url);
    await look(page);
  } finally {
    await page.close();
  }
  const meant = complaints.filter((text) => !text.includes(premature));
  if (meant.length > 0) throw new Error(meant.join("\n"));
}

/** Runs a step of a test, which looks at a page; `at` is what its address ends with. */
export type Look = (
  sentence: string,
  look: (page: Page) => Promise<void>,
  options?: BrowserContextOptions & { at?: string },
) => Promise<unknown>;

/** Steps of a test that look at one page. */
export function looks(
  browser: Browser,
  test: Deno.TestContext,
  url: string,
): Look {
  return (sentence, look, { at = "", ...options } = {}) =>
    test.step(sentence, () => openPage(browser, url + at, look, options));
}
