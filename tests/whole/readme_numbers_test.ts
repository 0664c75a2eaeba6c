import { assertEquals, assertStringIncludes } from "@std/assert";
import { seedsOf } from "../../pipeline/engine/lock/lock.ts";
import { readLocated } from "../../pipeline/engine/text/located_json.ts";
import { projectFolder } from "../../pipeline/project.ts";
import { readConfig } from "../../pipeline/studies/config.ts";
import { committed } from "../../pipeline/studies/profiles.ts";
import { testUnless } from "../support/test_unless.ts";

const textOf = (path: string) =>
  Deno.readTextFileSync(`${projectFolder}/${path}`);
const isThere = (path: string) =>
  Deno.stat(`${projectFolder}/${path}`).then(() => true, () => false);

/** The experiments of committed numbers, by the headings of their columns. */
const columns: Record<string, Record<string, string>> = {
  paper: {
    "3a": "linear-regression",
    "3b": "linear-regression-normalised",
    "3g": "nonlinear-regression",
    "4a": "mnist-classification",
    "4b small": "mnist-autoencoder-normal",
    "4b orthogonal": "mnist-autoencoder-orthogonal",
  },
  beyond: {
    "MNIST": "mnist-dynamic-inversion",
    "autoencoder": "mnist-autoencoder-dynamic-inversion",
    "mirror": "mnist-autoencoder-mirror",
    "teacher": "nonlinear-regression-teacher",
    "Fashion": "fashion-classification",
    "Fashion autoencoder": "fashion-autoencoder",
  },
};

/**
 * Model → what it came to, as a committed page has it: the median over seeds with its interval,
 * or, of one seed, the first metric of its final values.
 */
function finalValues(page: string, experiment: string): Map<string, string> {
  const [section] = page.match(
    new RegExp(`<section id="${experiment}" [^]*?</section>`),
  )!;
  const [rows] = /<h3>Over seeds[^]*?<\/tbody>/.exec(section) ??
    /<h3>Final values[^]*?scope="rowgroup">(?:squared|test) error[^]*?<\/tbody>/
      .exec(section)!;
  return new Map(
    [...rows.matchAll(/<th scope="row">([^<]*)<\/th><td>(.*?)<\/td>/g)]
      .map(([, model, value]) => [
        model,
        value.replaceAll(/<[^>]*>/g, "").replaceAll("\u00a0", " "),
      ]),
  );
}

for (const profile of committed.profiles) {
  const folder = `outputs/${profile}`;
  const missing = await isThere(`${folder}/index.html`)
    ? undefined
    : `needs ${folder}`;
  const page = missing ? "" : textOf(`${folder}/index.html`);

  testUnless(missing, `the numbers in ${folder} are those of its page`, () => {
    const [headings, , ...rows] = textOf(`${folder}/README.md`).split("\n")
      .filter((line) => line.startsWith("|"))
      .map((line) => line.split("|").slice(1, -1).map((cell) => cell.trim()));
    assertEquals(headings.slice(1), Object.keys(columns[profile]));
    const values = Object.values(columns[profile])
      .map((experiment) => finalValues(page, experiment));
    const models = new Set(values.flatMap((column) => [...column.keys()]));
    assertEquals(
      rows.toSorted(),
      [...models].map((model) => [
        model,
        ...values.map((column) => column.get(model) ?? ""),
      ]).toSorted(),
    );
  });

  testUnless(
    missing,
    `the lock of ${folder} is of the seeds that its configuration has`,
    () => {
      const path = `${folder}.jsonc`;
      const said = readConfig(readLocated(textOf(path), path));
      assertEquals([said.profile, said.outputs], [profile, folder]);
      const lock = JSON.parse(textOf(`${folder}.lock.json`));
      assertEquals(seedsOf(lock), said.seeds);
    },
  );

  testUnless(
    missing,
    `the README counts verdicts as the page of ${folder} does`,
    () => {
      const [, count] = /<section id="claims"[^]*?<strong>([^<]*)</.exec(page)!;
      const readme = textOf("README.md").replaceAll(/\s+/g, " ");
      assertStringIncludes(readme, count);
    },
  );
}
