/** The experiments beyond the paper, whole: from data to a page, as locked. */
import { assertEquals, assertMatch } from "@std/assert";
import { readLock } from "../../pipeline/engine/lock/lock.ts";
import { projectFolder } from "../../pipeline/project.ts";
import { beyond } from "../../pipeline/studies/beyond.ts";
import { commandLine } from "../support/command_line.ts";
import { inTemporaryFolder } from "../support/temporary_folder.ts";
import { smokeStore } from "../support/smoke_store.ts";
import { testUnless } from "../support/test_unless.ts";

const profile = "beyond-smoke";
const lock = await readLock(projectFolder, profile);
const fashion = await Deno.stat("/usr/share/datasets/fashion-mnist")
  .catch(() => undefined);

testUnless(
  lock === undefined
    ? `needs outputs/${profile}.lock.json`
    : fashion
    ? undefined
    : "needs dataset-fashion-mnist",
  "experiments beyond the paper are reproduced as locked, on a page of their own",
  async () => {
    await inTemporaryFolder(async (folder) => {
      const own = [
        `--profile=${profile}`,
        `--store=${smokeStore(folder)}`,
        `--outputs=${folder}/outputs`,
      ];
      const made = await commandLine("reproduce", ...own);
      assertEquals(made.code, 0, made.stderr);
      const verified = await commandLine("verify", ...own);
      assertEquals(verified.code, 0, verified.stdout + verified.stderr);

      const page = await Deno.readTextFile(`${folder}/outputs/index.html`);
      const sections = [...page.matchAll(/<section id="([^"]*)"/g)]
        .map(([, name]) => name);
      const names = beyond.map(({ name }) => name);
      assertEquals(sections.filter((name) => names.includes(name)), names);
      assertMatch(page, /What readers would ask next of/);
      assertEquals(sections.includes("linear-regression"), false);
    });
  },
);
