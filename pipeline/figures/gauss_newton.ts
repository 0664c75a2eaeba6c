/** Between backpropagation and Gauss–Newton: the errors of NDI beside those of other rules, by its leak. */
import type { Composite, Panel, Place } from "./figure.ts";

/** Whose weights and feedback they are, a column each. */
const columns = [
  ["start", "before training"],
  ["trained", "after training"],
  ["fixed", "after training, B of before"],
] as const;

const measures = {
  angle: {
    what: "Angle (°)",
    vertical: {
      label: "angle to δ of NDI (°)",
      ...{ atLeast: [0, 90], within: [0, 180], step: 30 },
    },
  },
  gain: {
    what: "Length ratio",
    vertical: { label: "length of δ of NDI over the rule’s", scale: "log" },
  },
} satisfies Record<string, { what: string; vertical: Panel["vertical"] }>;

const [width, height, lowest] = [384, 176, 208];

/** The figure of an experiment: a row for each measure of each of so many hidden layers. */
function comparison(
  experiment: string,
  { title, network, layers }: {
    title: string;
    network: string;
    layers: number;
  },
): Composite {
  const rows = (["angle", "gain"] as const).flatMap((measure) =>
    Array.from({ length: layers }, (_, l) => ({ measure, layer: l + 1 }))
  );
  const places = rows.flatMap(({ measure, layer }, row) =>
    columns.map(([when, words], column): Place => {
      const { what, vertical } = measures[measure];
      const which = layers > 1 ? `, layer ${layer}` : "";
      const bare = row < rows.length - 1;
      const name = `${experiment}-${measure}-${when}-${layer}`;
      const heading = `${what}${which}, ${words}`;
      return {
        letter: String.fromCharCode(97 + row * columns.length + column),
        box: [column * width, row * height, width, bare ? height : lowest],
        bare,
        panel: {
          ...{ name, experiment, heading, vertical },
          title: `${title}: ${heading}`,
          caption: "",
          metrics: [`${measure}_${when}_${layer}`],
          models: ["BP", "PBP", "LGN", "GN"],
          horizontal: { label: "leak α of NDI", scale: "log" },
        },
      };
    })
  );
  const letters = places.map(({ letter }) => letter);
  const half = letters.length / 2;
  const range = (from: number, to: number) =>
    `${letters[from]}–${letters[to - 1]}`;
  return {
    name: `${experiment}-angles`,
    title,
    caption:
      `The hidden error δ of NDI beside that of backpropagation (BP), pseudobackprop (PBP) and Gauss–Newton, of a layer (LGN), damped by the leak of NDI, and of the whole network (GN), undamped; in ${network}. Mean angle between the two (${
        range(0, half)
      }), and how many times as long NDI’s is (${
        range(half, letters.length)
      }), over the first examples of the data set, by the leak. From left to right: before training, with feedback B = −Wᵀ; after training by NDI, with B = −Wᵀ of then; and with B = −Wᵀ of before, by which it was trained.`,
    width: columns.length * width,
    places,
  };
}

export const gaussNewtonFigures: readonly Composite[] = [
  comparison("gauss-newton-linear", {
    title: "From backpropagation to Gauss–Newton: linear regression",
    network: "the 30-20-10 network of the linear regression",
    layers: 1,
  }),
  comparison("gauss-newton-nonlinear", {
    title: "From backpropagation to Gauss–Newton: nonlinear regression",
    network:
      "the 30-20-10-10 network of the nonlinear regression, whose published teacher hardly moves a unit from where its slope is 1",
    layers: 2,
  }),
  comparison("gauss-newton-teacher", {
    title:
      "From backpropagation to Gauss–Newton: nonlinear regression, teacher U(±.5)",
    network:
      "the 30-20-10-10 network of the nonlinear regression, whose teacher is drawn from U(±.5), so that slopes leave 1",
    layers: 2,
  }),
];
