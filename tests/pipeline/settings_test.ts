import { assert, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { canonicalJson } from "../../pipeline/engine/text/canonical_json.ts";
import { CliError } from "../../pipeline/engine/text/errors.ts";
import { experiments } from "../../pipeline/experiments.ts";
import { quoted } from "../../pipeline/engine/text/words.ts";
import { parseAssignment, settingsOf } from "../../pipeline/settings.ts";

const linear = experiments.find(({ name }) => name === "linear-regression")!;

Deno.test("settingsOf() takes published values, then the profile's, then assigned ones", () => {
  const assignments = [parseAssignment("linear-regression.eta=0.02")];
  const smoke = settingsOf(linear, { profile: "smoke", assignments });
  assertEquals(smoke.iterations, 120);
  assertEquals(smoke.eta, 0.02);
  const paper = settingsOf(linear, { profile: "paper", assignments: [] });
  assertEquals(paper.iterations, 2000);
  assertEquals(paper.eta, 0.01);
});

Deno.test("settingsOf() lets the last assignment of a key win", () => {
  const assignments = ["0.5", "0.02"].map((value) =>
    parseAssignment(`linear-regression.eta=${value}`)
  );
  assertEquals(
    settingsOf(linear, { profile: "paper", assignments }).eta,
    0.02,
  );
});

/** Every setting that is a number: its name, schema, and the bounds that the schema gives. */
const numericSettings = experiments.flatMap(({ name, settings }) =>
  Object.entries(settings.entries).flatMap(([key, { wrapped }]) => {
    const pipe: { type: string; requirement?: unknown }[] = wrapped.pipe;
    if (pipe[0].type !== "number") return [];
    const bound = (...types: string[]) =>
      pipe.find(({ type }) => types.includes(type))?.requirement as number;
    return [{
      setting: `${name}.${key}`,
      least: bound("min_value", "gt_value"),
      greatest: bound("max_value"),
    }];
  })
);

/** What people may write for a number, and what breaks programs that read it. */
const numberTexts = fc.oneof(
  fc.double().map(String),
  fc.integer().map(String),
  fc.constantFrom(
    ...["", " ", "-0", "1e999", "-1e999", "1e300", "1e-400", "NaN"],
    ...["Infinity", "-Infinity", "0x10", "1_000", "null", "true", "[1]"],
    ...["9007199254740993", ".5", "5.", "+5", "2147483648", "1e38", "1e39"],
  ),
  fc.string(),
);

Deno.test("a setting that is a number is finite and within bounds, or the error names all three", () => {
  assert(numericSettings.length > 40, String(numericSettings.length));
  for (const { setting, least, greatest } of numericSettings) {
    assert(Number.isFinite(least) && Number.isFinite(greatest), setting);
    fc.assert(fc.property(numberTexts, (text) => {
      const taken = attempt(`${setting}=${text}`);
      if (taken instanceof CliError) {
        const start = `Cannot set ${setting} to ${quoted(text)}: it is `;
        return assert(taken.message.startsWith(start), taken.message);
      }
      const number = taken as number;
      assert(Number.isFinite(number), `${setting}=${text}`);
      assert(number >= least && number <= greatest, `${setting}=${text}`);
      canonicalJson(number);
    }));
  }
});

/** The value that an assignment gives, or the error that it ends with. */
function attempt(assignment: string): unknown {
  try {
    return parseAssignment(assignment).value;
  } catch (error) {
    return error;
  }
}

Deno.test("a number that is too large or too small is told with its bound", () => {
  const complaint = (text: string) =>
    assertThrows(() => parseAssignment(text), CliError).message;
  assertEquals(
    complaint("nonlinear-regression.optimisationTarget=-1e999"),
    "Cannot set nonlinear-regression.optimisationTarget to -1e999: it is less than -1e+38",
  );
  assertEquals(
    complaint("linear-regression.iterations=1e300"),
    "Cannot set linear-regression.iterations to 1e300: it is greater than 500000",
  );
  assertEquals(
    complaint("linear-regression.eta=0x10"),
    "Cannot set linear-regression.eta to 0x10: it is not a number",
  );
});

Deno.test("parseAssignment() takes numbers as people write them", () => {
  const eta = (text: string) =>
    parseAssignment(`linear-regression.eta=${text}`).value;
  assertEquals(
    [".001", "+0.001", "1.", "1e-3", " 5 "].map(eta),
    [0.001, 0.001, 1, 1e-3, 5],
  );
});

Deno.test("parseAssignment() refuses unknown experiments, settings and values", () => {
  const refused = (text: string, sentence: string) =>
    assertThrows(() => parseAssignment(text), CliError, sentence);
  refused("linear.eta=1", "there is no experiment linear");
  refused("linear-regression.etta=1", "did you mean eta?");
  refused(
    "linear-regression.eta=fast",
    "Cannot set linear-regression.eta to fast",
  );
  refused("linear-regression.iterations=1.5", "Cannot set");
  refused("linear-regression.iterations=-3", "Cannot set");
  refused("linear-regression.eta=1e999", "Cannot set");
  refused("linear-regression.eta", "EXPERIMENT.KEY=VALUE");
  refused("eta=1", "EXPERIMENT.KEY=VALUE");
  refused("linear-regression.models=BP,XX", "there are BP, FA, FA-2");
  const models = (list: string) => `linear-regression.models=${list}`;
  refused(models("BP,bp"), "BP,bp: there is no model bp; did you mean BP?");
  refused(models("BP,"), 'BP,: there is no model ""; there are BP, FA, FA-2');
  refused(models("1"), "to 1: there is no model 1; ");
  refused("linear-regression.eta=", 'eta to "": it is not a number');
  refused("linear-regression.toString=1", "has no setting toString");
});
