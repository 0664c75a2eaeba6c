import { fileURLToPath } from "node:url";
import { assertEquals } from "@std/assert";

const program = fileURLToPath(
  new URL("../../../support/hang_up.ts", import.meta.url),
);

/** What a hang-up does to a program that listens as a run does, begun by these words of a shell. */
async function hangUp(begin: string): Promise<string> {
  const { stdout } = await new Deno.Command("sh", {
    args: [
      ...["-c", `${begin} exec "$@"`, "sh"],
      ...[Deno.execPath(), "run", "--quiet", "--no-check", "-A", program],
    ],
  }).output();
  return new TextDecoder().decode(stdout).trim();
}

Deno.test("interruptions() heeds a hang-up, as of a terminal that is closed", async () => {
  assertEquals(await hangUp(""), "stopped");
});

Deno.test("interruptions() leaves a hang-up ignored where it is, as under nohup", async () => {
  assertEquals(await hangUp("trap '' HUP;"), "goes on");
});
