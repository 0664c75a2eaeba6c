/** A browser for tests: Debian's Chromium, driven by Playwright. */
import { type Browser, chromium } from "playwright-core";

const program = await findChromium();

/**
 * Names and runs a test that needs Chromium. Where this machine does not have it, the test is
 * ignored and its name says why.
 */
export function browserTest(
  sentence: string,
  body: (browser: Browser, test: Deno.TestContext) => Promise<void>,
): void {
  Deno.test({
    name: program ? sentence : `${sentence} (ignored: no chromium is on PATH)`,
    ignore: !program,
    // Playwright closes what it opened a moment after it says so
    sanitizeOps: false,
    sanitizeResources: false,
    async fn(test) {
      const browser = await chromium.launch({
        executablePath: program,
        args: ["--no-sandbox"],
      });
      try {
        await body(browser, test);
      } finally {
        await browser.close();
      }
    },
  });
}

async function findChromium(): Promise<string | undefined> {
  for (const folder of Deno.env.get("PATH")?.split(":") ?? []) {
    for (const name of ["chromium", "chromium-browser", "google-chrome"]) {
      const path = `${folder}/${name}`;
      try {
        if ((await Deno.stat(path)).isFile) return path;
      } catch (error) {
        if (!(error instanceof Deno.errors.NotFound)) throw error;
      }
    }
  }
}
