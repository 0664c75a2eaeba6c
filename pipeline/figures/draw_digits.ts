import { encodeBase64 } from "@std/encoding/base64";
import type { DigitReconstructions } from "../../lib/experiments/mnist_autoencoder/digits.ts";
import type { Summary } from "../../lib/statistics/summary.ts";
import type { Digits } from "./figure.ts";
import { textWidth } from "./frame.ts";
import { pngFile } from "./png.ts";
import * as svg from "./svg.ts";
import { addedLines, missingLines } from "./text.ts";

/** One column: an experiment, and what each of its models made of the digits. */
export interface ShownDigits {
  summary: Summary;
  models: readonly { name: string; digits: DigitReconstructions }[];
}

/** Pixels of an image's side, in the data and on the page. */
const [side, size] = [28, 34];

/** From column to column, and above them. */
const [gap, top] = [24, 30];

/** Left of the names of rows, their size, and the least to their right edge. */
const [indent, fontSize, usualLeft] = [8, 13, 56];

/**
 * The SVG file: in each column a row of images and, below them, a row for each model, with their
 * names, so that a page may stand it by itself. The row of a model that is missing stays empty, and
 * the figure is marked.
 *
 * @throws {RangeError} if no model has reconstructed anything.
 */
export function drawDigits(
  figure: Digits,
  shown: readonly ShownDigits[],
): string {
  const { name, title, columns } = figure;
  const summaries = shown.map(({ summary }) => summary);
  const names = [
    ...new Set(summaries.flatMap(({ models }) => models.map((m) => m.name))),
  ];
  const counts = shown.flatMap(({ models }) =>
    models.map(({ digits }) => digits.images.shape[0])
  );
  if (counts.length === 0) {
    throw new RangeError(
      `Cannot draw ${name}: no model has reconstructed digits`,
    );
  }
  const widest = fontSize * Math.max(...names.map(textWidth));
  const left = Math.max(usualLeft, Math.ceil(indent + widest) + indent);
  const wide = left + Math.max(...counts) * size + 8;
  const step = wide + gap;
  const y = (row: number) => top + row * (size + 6);
  const lines = summaries.flatMap((summary, k) =>
    [
      `${summary.label} · seed ${summary.seeds[0]}`,
      ...addedLines(summary, names),
      ...missingLines(summary),
    ].map((line) => `${columns[k].heading}: ${line}`)
  );
  const shared = { style: { fontSize: `${fontSize}px` }, axis: null };
  const height = y(names.length + 1);
  const drawings = shown.map(({ models }, column): svg.Drawing => ({
    ...shared,
    ...{ width: wide, height },
    marks: [
      ["images", ...names].map((name, row) =>
        svg.textMark(name, indent, y(row) + size / 2 + 5)
      ),
      svg.textMark(columns[column].heading, left, top - 8),
      models.map(({ name, digits: { images, reconstructions } }, k) => [
        k === 0 ? strip(images.data, 255, left, y(0)) : null,
        strip(reconstructions.data, 1, left, y(names.indexOf(name) + 1)),
      ]),
    ],
    part: { name: `column-${column + 1}`, x: column * step, y: 0 },
  }));
  return svg.figureFile(figure, {
    drawings: svg.titled(title, drawings, { lines, fontSize }),
    ...{ summaries, lines },
  });
}

/** Images one beside another as one picture, of shades of ink from 0 to `full`, clipped. */
function strip(
  values: ArrayLike<number>,
  full: number,
  x: number,
  y: number,
): svg.Markish {
  const count = values.length / side ** 2;
  const width = count * side;
  const data = Uint8Array.from(values, (_, at) => {
    const [row, column] = [Math.floor(at / width), at % width];
    const image = Math.floor(column / side);
    const ink = values[(image * side + row) * side + column % side] / full;
    return 255 - Math.round(255 * Math.max(0, Math.min(1, ink)));
  });
  const grey = { width, height: side, data, channels: 1, depth: 8 } as const;
  const png = encodeBase64(pngFile(grey));
  return svg.image([{ x: x + count * size / 2, y: y + size / 2 }], {
    ...svg.inPixels,
    src: [`data:image/png;base64,${png}`],
    width: count * size,
    height: size,
  });
}
