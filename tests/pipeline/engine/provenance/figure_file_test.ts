import { assertEquals, assertThrows } from "@std/assert";
import { digestOf } from "../../../../pipeline/engine/files/digest.ts";
import {
  type Findings,
  readFigure,
  verdictOf,
} from "../../../../pipeline/engine/provenance/figure_file.ts";
import { withOrigin } from "../../../../pipeline/engine/provenance/origin.ts";
import { CliError } from "../../../../pipeline/engine/text/errors.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";

const [digest, another, key] = ["file", "another", "key"].map(digestOf);

/** The verdict on a file of which nothing is known but `findings`. */
function verdict(findings: Partial<Findings>): string {
  return verdictOf({
    digest,
    present: undefined,
    locks: [],
    made: false,
    differences: [],
    named: undefined,
    ...findings,
  }).text;
}

Deno.test("a figure that the present keys, or a lock, stand for is what this repository makes", () => {
  const is = "is what this repository makes: ";
  assertEquals(
    verdict({ present: digest, made: true }),
    `${is}the store has it under the present keys`,
  );
  assertEquals(
    verdict({ locks: ["outputs/quick.lock.json"] }),
    `${is}outputs/quick.lock.json has its digest`,
  );
  assertEquals(
    verdict({ made: true }),
    `${is}nothing it depends on has changed`,
  );
});

Deno.test("a figure that other code or settings made is of an earlier state", () => {
  assertEquals(
    verdict({
      made: true,
      present: another,
      differences: ["settings.eta 1 → 2", "code lib/a.ts changed"],
    }),
    "was made by an earlier state or with other options: settings.eta 1 → 2, and 1 more",
  );
});

Deno.test("a figure is altered whose metadata name another one, and unknown if they name none", () => {
  const named = { key, digest: another };
  assertEquals(
    verdict({ present: another, named }),
    `is altered: its metadata name record ${
      key.slice(0, 12)
    }, whose figure has the digest ${another}`,
  );
  assertEquals(
    verdict({ present: another }),
    "is unknown: nothing in the store made it, and no committed lock has its digest",
  );
});

Deno.test("a figure's file is read with its origin, and a page refused, though it has those of its figures", async () => {
  await inTemporaryFolder(async (folder) => {
    const origin = {
      node: "render/a",
      shows: [{ experiment: "x", profile: "quick profile", seeds: [0] }],
      inputs: { "a.npz": digest },
    };
    const svg = withOrigin("<svg><desc></desc></svg>", origin, "urn:test");
    const path = `${folder}/a`;
    const read = async (text: string) => {
      await Deno.writeTextFile(path, text);
      return readFigure(path);
    };
    assertEquals((await read(svg)).origin, origin);
    await Deno.writeTextFile(path, `<!doctype html>\n<body>${svg}</body>`);
    const { message, exitCode } = assertThrows(
      () => readFigure(path),
      CliError,
    );
    assertEquals(
      [message, exitCode],
      [
        `Cannot read ${path}: it is a page; give the file of one of its figures`,
        2,
      ],
    );
  });
});
