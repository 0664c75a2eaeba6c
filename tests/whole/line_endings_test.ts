import { pathToFileURL } from "node:url";
import { assert, assertEquals, assertMatch } from "@std/assert";
import { stylesheet } from "../../pipeline/report/stylesheet.ts";
import { commandIn, commandLine } from "../support/command_line.ts";
import { copyProject } from "../support/copy_project.ts";
import { smokeStore } from "../support/smoke_store.ts";
import { inTemporaryFolder } from "../support/temporary_folder.ts";

/** Text as `core.autocrlf` gives it to Windows. */
function withCarriageReturns(bytes: Uint8Array, path: string): Uint8Array {
  if (path.endsWith(".wasm")) return bytes;
  const text = new TextDecoder().decode(bytes);
  return new TextEncoder().encode(text.replaceAll("\n", "\r\n"));
}

Deno.test("a checkout whose lines end in CRLF has the same keys, and the same script and style on its page", async () => {
  await inTemporaryFolder(async (folder) => {
    const words = ["--profile=smoke", `--store=${smokeStore(folder)}`];
    const outputs = `--outputs=${folder}/outputs`;
    const made = await commandLine("reproduce", ...words, outputs);
    assertEquals(made.code, 0, made.stderr);

    const other = `${folder}/crlf`;
    await Deno.mkdir(other);
    await copyProject(other, { change: withCarriageReturns });
    const { stdout } = await commandIn(other, "status", ...words).output();
    const text = new TextDecoder().decode(stdout);
    assertMatch(text, /^all \d+ nodes are fresh$/m);

    const report = pathToFileURL(`${other}/pipeline/report/`);
    const load = (name: string) => import(new URL(name, report).href);
    assert(/\r\n/.test(Deno.readTextFileSync(new URL("page.ts", report))));
    const script = (await load("bundle.ts"))
      .bundled(new URL("script/main.ts", report));
    const page = Deno.readTextFileSync(`${folder}/outputs/index.html`);
    assert(page.includes(`<script type="module">${await script}</script>`));
    assertEquals(
      (await load("stylesheet.ts")).stylesheet.text,
      stylesheet.text,
    );
  });
});
