/** Browsers for tests: those of Debian's packages, driven by Playwright. */
import {
  type Browser,
  chromium,
  firefox,
  type LaunchOptions,
} from "playwright-core";
import { onPath } from "../../support/on_path.ts";
import { testUnless } from "../../support/test_unless.ts";

const browsers = {
  chromium: {
    type: chromium,
    programs: ["chromium", "chromium-browser", "google-chrome"],
    options: { args: ["--no-sandbox"] },
  },
  firefox: {
    type: firefox,
    programs: ["firefox-esr", "firefox"],
    // Firefox as it is published, which speaks WebDriver BiDi
    options: { channel: "moz-firefox" },
  },
} satisfies Record<
  string,
  { type: unknown; programs: string[]; options: LaunchOptions }
>;

/** Names and runs a test that needs a browser. */
export function browserTest(
  name: keyof typeof browsers,
  sentence: string,
  body: (browser: Browser, test: Deno.TestContext) => Promise<void>,
): void {
  const { type, programs, options } = browsers[name];
  const executablePath = programs.map(onPath)
    .find((path) => path !== undefined);
  const missing = executablePath ? undefined : `no ${name} is on PATH`;
  testUnless(missing, sentence, async (test) => {
    const browser = await type.launch({ executablePath, ...options });
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
