import { assert, assertEquals } from "@std/assert";
import type { Compared } from "../../../lib/claims/compare.ts";
import { claimEvidence } from "../../../pipeline/report/claim_evidence.ts";
import { elementsOf } from "../../support/well_formed.ts";

const compared = (what: string, values: number[]): Compared => ({
  what,
  unit: "ratio",
  bounds: { high: 1 },
  readings: values.map((value, seed) => ({ seed, value })),
});

/** The elements of a class, or of a name, in the drawings of two comparisons, one of which has a seed that had been seen. */
function drawn(wanted: string) {
  const { text } = claimEvidence([
    {
      compared: compared("first", [.01, .1]),
      before: [{ seed: 9, value: 1000 }],
    },
    { compared: compared("second", [10, 10]), before: [] },
  ]);
  return elementsOf(`<div>${text}</div>`).filter(({ name, attributes }) =>
    attributes.get("class") === wanted ||
    name === wanted && !attributes.has("class")
  ).map(({ attributes }) => (name: string) => attributes.get(name));
}

const places = (wanted: string, name: string) =>
  drawn(wanted).map((of) => parseFloat(of(name)!));

Deno.test("comparisons of a claim share a scale, on which equal ratios are equally far", () => {
  const [bound] = places("bound", "x1");
  const [seen] = places("seen", "cx");
  const [first, second] = places("circle", "cx");
  const decade = (seen - bound) / 3;
  for (const [place, powers] of [[first, -1.5], [second, 1]]) {
    assert(Math.abs(place - bound - powers * decade) < .1);
  }
});

Deno.test("the shade ends at the bound, and an interval has its mean in its middle", () => {
  assertEquals(places("wanted", "x"), [0, 0]);
  assertEquals(places("wanted", "width"), places("bound", "x1"));
  const [[from], [to]] = ["x1", "x2"].map((x) => places("interval", x));
  assert(Math.abs((from + to) / 2 - places("circle", "cx")[0]) < .1);
});

Deno.test("a drawing says in words what it shows", () => {
  assertEquals(
    drawn("cannot-tell").at(-1)?.("aria-label"),
    "cannot tell: the 95 % interval crosses the bound",
  );
  assertEquals(
    drawn("fails").at(-1)?.("aria-label"),
    "fails: the whole 95 % interval lies beyond the bound",
  );
});

Deno.test("an axis has its bound, and no number so near that they would touch on a narrow page", () => {
  const far = { ...compared("far", [.01, .01]), bounds: { high: 2 } };
  const { text } = claimEvidence([{
    compared: far,
    before: [{ seed: 9, value: 1000 }],
  }]);
  const marks = [...text.matchAll(/<text x="([\d.]+)%"[^>]*>([^<]+)</g)];
  assertEquals(marks[0][2], "2");
  const places = marks.map(([, place]) => Number(place)).toSorted((a, b) =>
    a - b
  );
  assert(places.length > 2);
  places.slice(1).forEach((place, k) => assert(place - places[k] >= 16.9));
});

Deno.test("where none is wanted the shade ends between none and one, and numbers are whole", () => {
  const { text } = claimEvidence([0, 3].map((most) => ({
    compared: {
      what: `losses up to ${most}`,
      ...{ unit: "count", bounds: { high: 1 }, ofEverySeed: true },
      readings: [0, most].map((value, seed) => ({ seed, value })),
    },
    before: [],
  })));
  const [, bound] = text.match(/class="bound" x1="([\d.]+)%"/)!;
  const marks = [...text.matchAll(/<text x="([\d.]+)%"[^>]*>([^<]+)</g)];
  assertEquals(marks.map(([, , text]) => text), ["0", "1", "2", "3"]);
  const [none, one] = marks.map(([, place]) => Number(place));
  assert(Math.abs(Number(bound) - (none + one) / 2) < .02);
});

Deno.test("a value near to its bound has the digits that tell on which side it is", () => {
  const { text } = claimEvidence([
    { compared: compared("near", [.9991, 1.00001]), before: [] },
  ]);
  assert(text.includes("<span>0.9996 ("), text);
});
