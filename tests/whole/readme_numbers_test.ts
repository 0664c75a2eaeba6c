import { assertEquals, assertStringIncludes } from "@std/assert";
import { seedsOf } from "../../pipeline/engine/lock/lock.ts";
import { readLocated } from "../../pipeline/engine/text/located_json.ts";
import { projectFolder } from "../../pipeline/project.ts";
import { readConfig } from "../../pipeline/studies/config.ts";

const textOf = (path: string) =>
  Deno.readTextFileSync(`${projectFolder}/${path}`);
const readme = textOf("README.md");
const numbers = textOf("outputs/paper/README.md");
const page = textOf("outputs/paper/index.html");

/** The experiments of the committed numbers, by the headings of their columns. */
const experiments: Record<string, string> = {
  "3a": "linear-regression",
  "3b": "linear-regression-normalised",
  "3g": "nonlinear-regression",
  "4a": "mnist-classification",
  "4b small": "mnist-autoencoder-normal",
  "4b orthogonal": "mnist-autoencoder-orthogonal",
};

/**
 * Model → what it came to, as the committed page has it: the median over seeds with its interval,
 * or, of one seed, the first metric of its final values.
 */
function finalValues(experiment: string): Map<string, string> {
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

Deno.test("the numbers beside the committed page are those of the page", () => {
  const [headings, , ...rows] = numbers.split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) => line.split("|").slice(1, -1).map((cell) => cell.trim()));
  assertEquals(headings.slice(1), Object.keys(experiments));
  const values = Object.values(experiments).map(finalValues);
  const models = new Set(values.flatMap((column) => [...column.keys()]));
  assertEquals(
    rows.toSorted(),
    [...models].map((model) => [
      model,
      ...values.map((column) => column.get(model) ?? ""),
    ]).toSorted(),
  );
});

Deno.test("the committed lock is of the seeds that the committed configuration has", () => {
  const path = "outputs/paper.jsonc";
  const { profile, seeds } = readConfig(readLocated(textOf(path), path));
  assertEquals(profile, "paper");
  assertEquals(seedsOf(JSON.parse(textOf("outputs/paper.lock.json"))), seeds);
});

Deno.test("the README counts verdicts as the committed page does", () => {
  const [, count] = /<section id="claims"[^]*?<strong>([^<]*)</.exec(page)!;
  assertStringIncludes(readme.replaceAll(/\s+/g, " "), count);
});
