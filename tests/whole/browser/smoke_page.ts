/** The page of a smoke profile, which the tests of one file share. */
import { pathToFileURL } from "node:url";
import { assertEquals } from "@std/assert";
import type { Row } from "../../../lib/io/table.ts";
import { commandLine } from "../../support/command_line.ts";
import { decodeTable } from "../../support/decode_table.ts";
import { smokeStore } from "../../support/smoke_store.ts";

export interface SmokePage {
  url: string;
  /** the rows of an experiment's table */
  table(experiment: string): Row[];
  /** the words of a command that uses what is stored already, and writes elsewhere */
  places: string[];
}

let folder: string | undefined;
let made: Promise<SmokePage> | undefined;

/** Makes the page when it is first asked for. */
export function smokePage(): Promise<SmokePage> {
  return made ??= make();
}

async function make(): Promise<SmokePage> {
  folder = await Deno.makeTempDir({ prefix: "dynamic inversion, " });
  const store = `--store=${smokeStore(folder)}`;
  const outputs = `${folder}/outputs`;
  const { code, stderr, stdout } = await commandLine(
    ...["reproduce", "--profile=smoke", store, `--outputs=${outputs}`],
  );
  assertEquals(code, 0, stderr + stdout);
  return {
    url: pathToFileURL(`${outputs}/index.html`).href,
    table: (experiment) =>
      decodeTable(Deno.readFileSync(`${outputs}/tables/${experiment}.csv`)),
    places: [store, `--outputs=${folder}/others`],
  };
}

Deno.test.afterAll(async () => {
  if (folder) await Deno.remove(folder, { recursive: true });
});
