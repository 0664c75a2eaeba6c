import { assertEquals, assertMatch } from "@std/assert";
import { digestOf } from "../../../../pipeline/engine/files/digest.ts";
import { crateOf } from "../../../../pipeline/engine/provenance/crate.ts";
import { tides } from "./about.ts";
import { parseCrate, type Thing } from "./crate_reader.ts";
import { crateFaults } from "./crate_rules.ts";
import { figure, trail } from "./history.ts";

/** The crate of a small history, with one node more that shares its record. */
function crate(): string {
  const steps = trail();
  const nodeOf = (key: string) =>
    steps.find(({ record }) => record.key === key)!.record.node;
  const runs = steps.map(({ record, preimage, origins }) => ({
    node: {
      name: record.node,
      shown: { "figure-0.svg": "figures/0.svg", initial: "start" },
      inputs: Object.fromEntries(
        Object.entries(origins).map(([input, { key, output }]) => [
          input,
          { node: nodeOf(key), output },
        ]),
      ),
    },
    record,
    preimage: { ...preimage!, kind: `${record.node[0]}.ts` },
  }));
  const trained = runs.find(({ node }) => node.name === "train/x/DI/seed-3")!;
  const again = {
    ...trained,
    node: { ...trained.node, name: "train/y/DI/seed-3" },
  };
  return JSON.stringify(crateOf({
    project: { name: "tides", version: "1.0.0" },
    about: tides,
    runs: [...runs.toReversed(), again],
    command: "deno task reproduce",
    only: "--only render/*",
    parameters: { profile: "day", seeds: `3,${"10,".repeat(20)}11` },
    commit: "c".repeat(40),
    licenses: new Map([["b@1", "ISC"], ["unused@1", "BSD-3-Clause"]]),
    parts: { "source/": "the sources", "README.txt": "what this is" },
  }));
}

Deno.test("crateOf() makes what the profiles of RO-Crate ask for", () => {
  assertEquals(crateFaults(crate()), []);
});

Deno.test("crateOf() names files by where an archive has them, and knows shown ones by where they appear", () => {
  const { named } = parseCrate(crate());
  assertEquals(named.get(`cas/${digestOf("svg")}`), {
    "@id": `cas/${digestOf("svg")}`,
    "@type": "File",
    name: "figures/0.svg",
    sha256: digestOf("svg"),
    contentSize: "3",
    encodingFormat: "image/svg+xml",
  });
  const { name, alternateName } = named.get(`cas/${digestOf("DI")}`)!;
  assertEquals([name, alternateName], [
    "train/x/DI/seed-3/trace",
    ["train/y/DI/seed-3/trace"],
  ]);
});

Deno.test("crateOf() tells the outputs of two runs apart that are the same bytes", () => {
  const { named, all } = parseCrate(crate());
  const works = all(named.get("#render/figure-0")!, "object")
    .filter((it) => it["@type"] === "CreativeWork");
  assertEquals(
    works,
    ["BP", "DI"].map((model) => ({
      "@id": `#train/x/${model}/seed-3/outcome`,
      "@type": "CreativeWork",
      name: `train/x/${model}/seed-3/outcome`,
      encoding: { "@id": `cas/${digestOf("finished")}` },
    })),
  );
  assertEquals(
    all(named.get("#train/x/BP/seed-3")!, "result").includes(works[0]),
    true,
  );
});

Deno.test("crateOf() tells of a run all that decided it, what it made and how that was; of a shared one once", () => {
  const { named, all, text } = parseCrate(crate());
  const run = named.get("#render/figure-0")!;
  assertEquals(run.identifier, figure.key);
  const shared = named.get("#train/x/DI/seed-3")!;
  assertEquals(shared.alternateName, ["train/y/DI/seed-3"]);
  assertEquals(
    run.description,
    "deno task reproduce --only render/figure-0",
  );
  assertEquals(run.endTime, "2020-01-02T00:00:00.000+00:00");
  assertEquals(run.startTime, "2020-01-01T23:59:59.000+00:00");
  const values = (thing: Thing, property: string) =>
    all(thing, property).filter((it) => it["@type"] === "PropertyValue")
      .map(({ name, value }) => `${name} ${value}`);
  assertEquals(values(named.get("#train/x/BP/seed-3")!, "object"), [
    "settings.model.name train/x/BP/seed-3",
    "settings.eta 0.01",
    "seed 3",
    "backend wasm",
    "v8 15",
  ]);
  assertEquals(values(run, "additionalProperty"), [
    ...["commit none", "versions.deno 2", "machine.os linux"],
    ...["machine.arch x86_64", "machine.cores 2"],
  ]);
  const [about] = all(named.get(`pre/${figure.key}`)!, "about");
  assertEquals(about, run);
  const { name } = named.get(`ac/${shared.identifier}`)!;
  assertEquals(name, "record of train/x/DI/seed-3 and train/y/DI/seed-3");
  const [needed] = all(named.get("source/t.ts")!, "softwareRequirements");
  assertEquals([needed["@id"], text(needed, "softwareVersion")], [
    "pkg:npm/b@1",
    "1",
  ]);
  const [program] = all(named.get("./")!, "mainEntity");
  const [deno] = all(program, "softwareRequirements");
  assertEquals([deno.name, deno.softwareVersion], ["Deno", "2"]);
  assertEquals(
    [needed, deno].map((it) => all(it, "license")[0].name),
    ["ISC", "MIT"],
  );
});

Deno.test("crateOf() tells of all runs together what was asked for, what people come for, and whose the data are", () => {
  const { named, all } = parseCrate(crate());
  const run = named.get("#run")!;
  assertEquals(
    [run.description, run.startTime, run.endTime],
    [
      "deno task reproduce --only render/*",
      "2019-12-31T23:59:59.000+00:00",
      "2020-01-02T00:00:00.000+00:00",
    ],
  );
  assertEquals(all(run, "result").map(({ name }) => name), [
    "start",
    "figures/0.svg",
  ]);
  const [program] = all(run, "instrument");
  assertEquals(program.identifier, `swh:1:rev:${"c".repeat(40)}`);
  assertEquals(all(run, "additionalProperty").map(({ value }) => value), [
    "c".repeat(40),
  ]);
  const names = all(run, "object").map(({ "@id": id, name }) => [id, name]);
  assertEquals(names.map(([, name]) => name), ["images", "profile", "seeds"]);
  assertMatch(String(names[2][0]), /^#seeds=[0-9a-f]{12}$/);
  const [data] = all(all(run, "object")[0], "isPartOf");
  assertEquals(
    ["creator", "copyrightHolder", "license"]
      .map((property) => all(data, property)[0].name),
    ["C. Gull", "D. Tern", "Terms of the sea"],
  );
  assertEquals(
    all(data, "copyrightHolder").map((it) => [it["@type"], it.name]),
    [["Person", "D. Tern"], ["Organization", "Harbour board"]],
  );
});

Deno.test("the rules of crates find what is wrong", () => {
  const wrongs: [replace: string | RegExp, by: string, fault: RegExp][] = [
    ["crate/1.1/context", "crate", /the context is that of RO-Crate/],
    ['"@id":"#seed=3","@type"', '"@id":"#seed=4","@type"', /entity: #seed=3/],
    ['"name":"fetch/mnist"', '"name":{"@value":""}', /holds no other/],
    ['"datePublished":"2', '"datePublished":"on 2', /published some day/],
    ['"license":{"@id":"https://spdx.org/licenses/MIT"},', "", /a licence/],
    ['{"@id":"README.txt"}]', '{"@id":"source/"}]', /README.txt is part/],
    ['"ComputationalWorkflow"', '"Text"', /is a ComputationalWorkflow/],
    ['"@type":"ComputerLanguage"', '"@type":"Text"', /has a language/],
    ["wfrun/workflow/0.5", "wfrun/workflow/9", /wfrun.workflow.0.5/],
    ['"mentions":[{"@id":"#run"},', '"mentions":[', /the root mentions #run/],
    [/"instrument":\{"@id":"source\/main.ts"\}/, '"a":1', /was run/],
    [/"instrument":\{"@id":"source\/r.ts"\}/, '"a":1', /one instrument/],
    ['"name":"seed","value":3', '"name":"seed","value":null', /has a value/],
  ];
  for (const [replace, by, fault] of wrongs) {
    const wrong = crate().replaceAll(
      typeof replace === "string" ? replace : new RegExp(replace, "g"),
      by,
    );
    assertMatch(crateFaults(wrong).join("; "), fault, String(replace));
  }
});
