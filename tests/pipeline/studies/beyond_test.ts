import { assert, assertEquals, assertMatch } from "@std/assert";
import { everyRule } from "../../../lib/rules/further_rules.ts";
import {
  experimentsOf as shownBy,
  figures,
} from "../../../pipeline/figures/catalogue.ts";
import { textWidth } from "../../../pipeline/figures/frame.ts";
import { furtherPalettes, palettes } from "../../../pipeline/figures/style.ts";
import { beyond } from "../../../pipeline/studies/beyond.ts";
import {
  experiments,
  experimentsOf,
  published,
} from "../../../pipeline/studies/experiments.ts";
import { isBeyond, profiles } from "../../../pipeline/studies/profiles.ts";
import { findings } from "../../../pipeline/report/findings/findings.ts";
import { studiesOf } from "../../../pipeline/studies/studies.ts";
import { wantedBy } from "../../support/wanted.ts";

const names = beyond.map(({ name }) => name);

Deno.test("a profile has the paper's experiments, or those beyond it, each once", () => {
  for (const profile of Object.keys(profiles)) {
    assertEquals(
      experimentsOf(profile),
      isBeyond(profile) ? beyond : published,
    );
  }
  const all = experiments.map(({ name }) => name);
  assertEquals(new Set(all).size, all.length);
  assertEquals(all.length, published.length + beyond.length);
});

Deno.test("every experiment beyond the paper has figures named after it, and what is found of it is told in its place", () => {
  for (const name of names) {
    const own = figures.filter((figure) => shownBy(figure).includes(name));
    assert(own.length > 0, name);
    for (const figure of own) {
      // an id of the page that is not its section's
      assertMatch(figure.name, new RegExp(`^(ends-${name}|${name}-.+)$`));
    }
  }
  assertEquals(Object.keys(findings), names);
});

Deno.test("the title of a panel fits above it", () => {
  for (const figure of figures) {
    if (!("metrics" in figure)) continue;
    assert(8 + 14 * textWidth(figure.title) <= 440, figure.title);
  }
});

Deno.test("experiments beyond the paper have a short form for tests", () => {
  assertEquals(
    Object.keys(profiles["beyond-smoke"]).toSorted(),
    names.toSorted(),
  );
});

Deno.test("a model can be given every rule that its experiment has, also one that no model is named after", () => {
  for (const { name, models: [model], choices } of beyond) {
    for (const rule of choices.rules) {
      const needsFeedback = everyRule[rule].reads.includes("feedback");
      const words = [
        `${name}.${model.name}.rule=${rule}`,
        ...needsFeedback ? [`${name}.${model.name}.feedback=random`] : [],
      ].map((text) => `--set=${text}`);
      const study = studiesOf(wantedBy("--profile=beyond-smoke", ...words))
        .find((one) => one.name === name)!;
      const changed = study.known!.find((one) => one.name === model.name)!;
      assertEquals(changed.rule, rule, name);
    }
  }
});

Deno.test("every model beyond the paper has a style of its own", () => {
  for (const { models, mnist } of beyond) {
    const key = mnist ? "mnist" : "regression";
    const palette = { ...palettes[key], ...furtherPalettes[key] };
    for (const { name } of models) assert(name in palette, name);
  }
});
