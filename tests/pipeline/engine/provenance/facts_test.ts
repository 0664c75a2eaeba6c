import { assertEquals } from "@std/assert";
import {
  choicesOf,
  circumstancesOf,
  dataAmong,
  timesOf,
} from "../../../../pipeline/engine/provenance/facts.ts";
import { leavesOf } from "../../../../pipeline/engine/provenance/leaves.ts";
import {
  digestsOn,
} from "../../../../pipeline/engine/provenance/trail_json.ts";
import { digestOf } from "../../../../pipeline/engine/files/digest.ts";
import { tides } from "./about.ts";
import { data, empty, figure, trail } from "./history.ts";

Deno.test("leavesOf() names each value by its path, and takes no list apart", () => {
  assertEquals(leavesOf({ a: { b: 1, c: {} }, d: [{ e: 2 }], f: null }), [
    ["a.b", 1],
    ["d", [{ e: 2 }]],
    ["f", null],
  ]);
  assertEquals(leavesOf(3), [["", 3]]);
});

Deno.test("choicesOf() has what decided a result, and leaves out what a node does without", () => {
  assertEquals(choicesOf({ ...empty, settings: { eta: 0.1 }, seed: 0 }), [
    ["settings.eta", 0.1],
    ["seed", 0],
    ["v8", "15"],
  ]);
  assertEquals(choicesOf({ ...empty, settings: 1, backend: "wasm" }), [
    ["settings", 1],
    ["backend", "wasm"],
    ["v8", "15"],
  ]);
});

Deno.test("circumstancesOf() has what a record knows besides, and each note", () => {
  const notes = ["diverged", "early"];
  assertEquals(circumstancesOf({ ...figure, commit: "c", notes }), [
    ["commit", "c"],
    ["versions.deno", "2"],
    ...Object.entries(figure.machine)
      .map(([name, value]): [string, typeof value] => [
        `machine.${name}`,
        value,
      ]),
    ["note", "diverged"],
    ["note", "early"],
  ]);
});

Deno.test("dataAmong() finds whose data led to a result, also where no record tells of them, and the files of it", () => {
  const [sea] = tides.dataSets;
  const more = { ...sea, files: { ...sea.files, labels: digestOf("l") } };
  const dataSets = [{ ...sea, files: { none: digestOf("none") } }, more];
  for (const steps of [trail(), trail([data])]) {
    assertEquals(dataAmong(digestsOn(steps), { dataSets }), [sea]);
  }
});

Deno.test("timesOf() goes back from the end by the seconds that a run took", () => {
  assertEquals(
    timesOf({ finished: "2020-03-01T00:00:01.500Z", seconds: 2.25 }),
    {
      startTime: "2020-02-29T23:59:59.250+00:00",
      endTime: "2020-03-01T00:00:01.500+00:00",
    },
  );
});
