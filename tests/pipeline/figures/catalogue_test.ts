import { assert, assertEquals } from "@std/assert";
import {
  experimentNamed,
  experiments,
} from "../../../pipeline/studies/experiments.ts";
import {
  aboutFigure,
  experimentsOf,
  figures,
} from "../../../pipeline/figures/catalogue.ts";
import { figure3 } from "../../../pipeline/figures/figure_3.ts";
import { nodesFor } from "../../../pipeline/stages.ts";
import { wantedBy } from "../../support/wanted.ts";

const wanted = wantedBy("--profile=smoke");
const folder = new URL("../../../pipeline/figures/", import.meta.url);

Deno.test("figures have names of their own, a title and a caption", () => {
  assertEquals(new Set(figures.map(({ name }) => name)).size, figures.length);
  for (const { name, title, caption } of figures) {
    assert(title && caption.endsWith("."), name);
  }
});

Deno.test("a figure is wide where it has no room beside others of its one experiment; none of the paper is", () => {
  const wide = figures.map(aboutFigure).filter(({ wide }) => wide)
    .map(({ name }) => name);
  assert(wide.includes("dynamic-inversion-settling-angle"));
  assertEquals(wide.filter((name) => name.startsWith("figure-")), []);
});

Deno.test("a figure is drawn as its description says, which survives JSON", () => {
  for (const figure of figures) {
    assertEquals(JSON.parse(JSON.stringify(figure)), figure);
  }
});

Deno.test("the catalogue is cheap: it reaches no library", () => {
  const seen = new Set<string>();
  const visit = (url: URL) => {
    if (seen.has(url.href)) return;
    seen.add(url.href);
    for (
      const [, specifier] of Deno.readTextFileSync(url).matchAll(
        /^(?:import|export) (?!type).*?from "([^"]+)"/gms,
      )
    ) {
      assert(specifier.startsWith("."), `${url.href} imports ${specifier}`);
      visit(new URL(specifier, url));
    }
  };
  visit(new URL("catalogue.ts", folder));
  assert(seen.size >= 5);
});

Deno.test("a figure of digits is drawn from what one seed of every model has left", () => {
  const study = (name: string) => ({
    ...experiments.find((experiment) => experiment.name === name)!,
    settings: {},
    seeds: [4, 5],
    label: "",
  });
  const names = ["mnist-autoencoder-normal", "mnist-autoencoder-orthogonal"];
  const studies = names.map((name) => {
    const { models, ...rest } = study(name);
    return { ...rest, models: models.slice(0, 2) };
  });
  const digits = nodesFor({ ...wanted, seeds: { "*": [4, 5] } }, studies).find((
    { name },
  ) => name === "render/figure-4b-digits")!;
  assertEquals(
    Object.entries(digits.inputs).map(([name, { node }]) => `${name} ${node}`),
    names.flatMap((name) => [
      `${name}/summary.json aggregate/${name}`,
      ...["BP", "FA"].map((model) =>
        `${name}/${model}/digits.npz train/${name}/${model}/seed-4`
      ),
    ]),
  );
});

Deno.test("a figure is drawn only where all its experiments are run, from what each leaves", () => {
  const drawn = (names: string[], seeds = [0]) =>
    nodesFor(
      wanted,
      names.map((name) => (
        { ...experimentNamed(name, name), settings: {}, seeds, label: "" }
      )),
    ).filter(({ stage }) => stage === "render");
  const all = experimentsOf(figure3);
  assertEquals(all.length, 3);
  const letters = (names: string[]) =>
    drawn(names).map(({ name }) => name.replace("render/figure-", ""))
      .filter((letter) => letter.startsWith("3"));
  assertEquals(letters(all.slice(0, 2)).join(" "), "3a 3b 3c 3d 3e 3f");
  assertEquals(
    letters(all).join(" "),
    "3 3a 3b 3c 3d 3e 3f 3g 3h 3i 3j 3k",
  );
  const [{ inputs, settings }] = drawn(all);
  // the settings that are made up are told beside it
  const { config: _, ...figure } = settings as Record<string, unknown>;
  assertEquals(figure, figure3);
  assertEquals(
    Object.keys(inputs),
    all.flatMap((name) => [`${name}/curves.npz`, `${name}/summary.json`]),
  );
  const [several] = drawn(all, [0, 1]);
  assertEquals(
    Object.keys(several.inputs).filter((name) => !(name in inputs)),
    all.map((name) => `${name}/runs.npz`),
  );
});

Deno.test("aboutFigure() says what iterations are where they are no examples", () => {
  const { counts } = aboutFigure(
    figures.find(({ name }) => name === "gauss-newton-linear-angles")!,
  );
  assertEquals(counts, "leak α of NDI");
  assertEquals("counts" in aboutFigure(figures[0]), false);
});
