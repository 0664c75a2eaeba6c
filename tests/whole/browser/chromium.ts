/** A browser for tests: Debian's Chromium, driven by Playwright. */
import { type Browser, chromium } from "playwright-core";
import { onPath } from "../../support/on_path.ts";
import { testUnless } from "../../support/test_unless.ts";

const program = ["chromium", "chromium-browser", "google-chrome"]
  .map(onPath).find((path) => path !== undefined);

/** Names and runs a test that needs Chromium. */
export function browserTest(
  sentence: string,
  body: (browser: Browser, test: Deno.TestContext) => Promise<void>,
): void {
  const missing = program ? undefined : "no chromium is on PATH";
  testUnless(missing, sentence, async (test) => {
    const browser = await chromium.launch({
      executablePath: program,
      args: ["--no-sandbox"],
    });
    try {
      await body(browser, test);
    } finally {
      await browser.close();
    }
  }, {
    // Playwright closes what it opened a moment after it says so
    sanitizeOps: false,
    sanitizeResources: false,
  });
}
