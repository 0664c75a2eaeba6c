import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { commandLine, programOf } from "../support/command_line.ts";
import { inTemporaryFolder } from "../support/temporary_folder.ts";
import { inTerminal, type Session, terminalTest } from "../support/terminal.ts";

const escape = "\x1b";
const cursor = { hidden: `${escape}[?25l`, shown: `${escape}[?25h` };

/** Learns 16000 digits and measures little: long enough for a rate to be seen, and writes their table. */
const words = (folder: string, store: string) => [
  "aggregate",
  "mnist-classification",
  "--profile=smoke",
  "--set=mnist-classification.models=BP",
  "--set=mnist-classification.examples=16000",
  "--set=mnist-classification.evaluateEvery=16000",
  "--set=mnist-classification.trainErrorEvery=never",
  "--jobs=1",
  `--store=${folder}/${store}`,
  `--outputs=${folder}/outputs`,
];

const movingBar =
  /train\/mnist-classification\/BP\/seed-0 +█+░+ +\d+ % +[\d.]+ examples\/s +.*\d+s to go$/;

/** The cursor was hidden, and is there again. */
function assertCursorBack(session: Session): void {
  const written = session.written();
  assert(written.includes(cursor.hidden));
  assert(
    written.lastIndexOf(cursor.shown) > written.lastIndexOf(cursor.hidden),
  );
}

terminalTest(
  "a terminal sees bars that move, a pipe sees plain lines, and both end with the same summary",
  async () => {
    await inTemporaryFolder(async (folder) => {
      const session = inTerminal(programOf(...words(folder, "of terminal")));
      assert(await session.sees(movingBar), session.written());
      assert(
        await session.sees(/^2 of 4 done \(2 ran\), 1 running, 1 waiting$/),
        session.written(),
      );
      assertEquals(await session.ended, 0);
      assertCursorBack(session);

      const piped = await commandLine(...words(folder, "of pipe"));
      assertEquals(piped.code, 0, piped.stderr);
      assert(!piped.stdout.includes(escape), piped.stdout);
      const plain = piped.stdout.trimEnd().split("\n");
      assertStringIncludes(piped.stdout, "fetch/mnist: running (never built)");

      // nothing of the view is left
      const summary = plain.slice(-5);
      assertEquals(summary[0], "4 ran; 0 fresh");
      assertStringIncludes(summary[1], "tables/mnist-classification.csv");
      assertEquals(session.lines(), summary);

      const again = inTerminal(programOf(...words(folder, "of terminal")));
      assertEquals(await again.ended, 0);
      assertStringIncludes(again.written(), "0 ran; 4 fresh");
      assert(
        !again.written().includes(cursor.hidden),
        "it painted for nothing",
      );
    });
  },
);

terminalTest("Ctrl-C leaves the cursor and one sentence", async () => {
  await inTemporaryFolder(async (folder) => {
    const session = inTerminal(programOf(...words(folder, "store")));
    assert(await session.sees(movingBar), session.written());
    await session.type("\x03");
    assertEquals(await session.ended, 130, session.written());
    assertCursorBack(session);
    assertEquals(session.lines(), [
      "error: Stopped: what had finished is kept; give the same command to go on",
    ]);
  });
});

terminalTest(
  "a program that ends at once gives the cursor back too",
  async () => {
    const session = inTerminal([
      Deno.execPath(),
      "eval",
      "--quiet",
      `import { openLiveRegion } from "./pipeline/engine/terminal/live.ts";
     const region = await openLiveRegion("stdout");
     region.keep("kept");
     region.show(["painted", "over"]);
     Deno.exit(3);`,
    ]);
    assertEquals(await session.ended, 3, session.written());
    assertStringIncludes(session.written(), "painted");
    assertEquals(session.lines(), ["kept"]);
    assertCursorBack(session);
  },
);

/** What a terminal is written by a run of two nodes. */
async function writtenWith(environment: Record<string, string>) {
  return await inTemporaryFolder(async (folder) => {
    const program = programOf(
      "train",
      "linear-regression/BP",
      "--profile=smoke",
      `--store=${folder}/store`,
    );
    const session = inTerminal(program, environment);
    assertEquals(await session.ended, 0, session.written());
    return session.written();
  });
}

terminalTest("NO_COLOR takes colours away, and nothing else", async () => {
  const count = "2 of 2 done (2 ran), 0 running, 0 waiting";
  assertStringIncludes(await writtenWith({}), `${escape}[2m${count}`);
  const plain = await writtenWith({ NO_COLOR: "1" });
  assertStringIncludes(plain, count);
  // deno-lint-ignore no-control-regex
  assert(!/\x1b\[[\d;]*m/.test(plain), plain);
});

terminalTest(
  "a terminal that cannot be painted over sees plain lines",
  async () => {
    const written = await writtenWith({ TERM: "dumb" });
    assert(!written.includes(cursor.hidden), written);
    assertStringIncludes(written, "BP/seed-0: running (never built)");
  },
);
