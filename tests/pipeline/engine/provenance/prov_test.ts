import { assertEquals } from "@std/assert";
import { digestOf } from "../../../../pipeline/engine/files/digest.ts";
import { provOf } from "../../../../pipeline/engine/provenance/prov.ts";
import type { Step } from "../../../../pipeline/engine/provenance/trail.ts";
import { tides } from "./about.ts";
import { data, figure, trail } from "./history.ts";
import { provFaults } from "./prov_rules.ts";

// deno-lint-ignore no-explicit-any
type Document = any;

const project = { name: "tides", version: "1.0.0" };

function documentOf(steps: readonly Step[]): Document {
  return structuredClone(
    provOf(steps, project, { about: tides, command: "make it" }),
  );
}

Deno.test("provOf() tells runs, what they used and made, and by what, within the rules", () => {
  const document = documentOf(trail());
  assertEquals(provFaults(JSON.stringify(document)), []);
  const run = `own:run/${figure.key}`;
  assertEquals(document.activity[run]["prov:label"], "render/figure-0");
  assertEquals(
    Object.values<Document>(document.activity)
      .flatMap(({ "own:command": command }) => command ?? []),
    [document.activity[run]["own:command"]],
  );
  const used: Document[] = Object.values(document.used);
  const [first] = used.filter((it) => it["prov:activity"] === run);
  assertEquals(document.entity[first["prov:entity"]], {
    "prov:label": "train/x/BP/seed-3/trace",
    "own:sha256": digestOf("BP"),
    "own:bytes": 2,
  });
  assertEquals(document.entity[`own:file/${data.key}/images`], {
    "prov:label": "fetch/mnist/images",
    "own:sha256": digestOf("i"),
    "own:bytes": 1,
    "dct:source": { "$": "https://example.org/sea", "type": "xsd:anyURI" },
    "dct:license": { "$": "https://example.org/terms", "type": "xsd:anyURI" },
  });
});

Deno.test("provOf() has files of which no record tells, and runs of which only the record is left", () => {
  const unknown = documentOf(trail([data]));
  assertEquals(provFaults(JSON.stringify(unknown)), []);
  assertEquals(unknown.entity[`own:file/${digestOf("i")}`], {
    "prov:label": "images",
    "own:sha256": digestOf("i"),
  });
  const lost = documentOf(trail([], [figure]));
  assertEquals(provFaults(JSON.stringify(lost)), []);
  assertEquals(Object.values(lost.used), []);
});

Deno.test("provOf() names the version that ran, and has all of several notes", () => {
  const document = documentOf(
    trail().map((step): Step => {
      const versions = { tides: "0.9.0" };
      const notes = ["diverged", "early"];
      return { ...step, record: { ...step.record, versions, notes } };
    }),
  );
  assertEquals(provFaults(JSON.stringify(document)), []);
  assertEquals(Object.keys(document.agent), ["own:software/tides/0.9.0"]);
  const { "own:note": notes } = document.activity[`own:run/${figure.key}`];
  assertEquals(notes, ["diverged", "early"]);
});

Deno.test("provOf() leaves out the times of a run that was repeated after its files were used", () => {
  const steps = trail().map((step): Step => {
    if (step.record.node !== "fetch/mnist") return step;
    const finished = "2021-01-01T00:00:00.000Z";
    return { ...step, record: { ...step.record, finished } };
  });
  const document = documentOf(steps);
  assertEquals(provFaults(JSON.stringify(document)), []);
  const { "prov:startTime": start, "prov:label": label } =
    document.activity[`own:run/${data.key}`];
  assertEquals([label, start], ["fetch/mnist", undefined]);
});

Deno.test("the rules of PROV find what is wrong", () => {
  const wrongs: [(document: Document) => void, fault: RegExp][] = [
    [(it) => it.nodes = {}, /nodes is a part/],
    [(it) => it.entity["file/1"] = {}, /file\/1 is a qualified name/],
    [(it) => it.entity["own:a"] = { label: "a" }, /label of own:a is a/],
    [(it) => it.entity["own:a"] = { "own:a": null }, /own:a is a value/],
    [(it) => Object.assign(it.entity, it.activity), /is no activity/],
    [(it) => it.agent = {}, /prov:agent of _:a1 is agent/],
    [(it) => it.wasGeneratedBy["_:g0"] = it.wasGeneratedBy["_:g1"], /once/],
    [(it) => {
      it.activity[`own:run/${data.key}`]["prov:startTime"] = "2021-01-01";
    }, /started before it ended.*was made before/],
  ];
  for (const [wrong, fault] of wrongs) {
    const document = documentOf(trail());
    wrong(document);
    const found = provFaults(JSON.stringify(document)).join("; ");
    assertEquals(fault.test(found), true, `${fault}: ${found}`);
  }
});
