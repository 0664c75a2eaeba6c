import { encodeBase64 } from "@std/encoding/base64";
import type { DigitReconstructions } from "../../lib/experiments/mnist_autoencoder/digits.ts";
import type { Summary } from "../../lib/statistics/summary.ts";
import * as canvas from "./canvas.ts";
import { wrap } from "./caption.ts";
import type { Digits } from "./figure.ts";
import { words } from "./frame_marks.ts";
import { missingLines, watermarkOf } from "./incomplete.ts";
import { encodePng } from "./png.ts";
import { px } from "./strokes.ts";
import { darkRules, ink } from "./style.ts";

/** One column: an experiment, and what each of its models made of the digits. */
export interface ShownDigits {
  summary: Summary;
  models: readonly { name: string; digits: DigitReconstructions }[];
}

/** Pixels of an image's side, in the data and on the page. */
const side = 28;
const size = 34;

const rowHeight = size + 6;
const left = 64;
const gap = 24;
const top = 62;
const lineHeight = 14;

/** Pixels of caption text per letter, with room to spare. */
const letterWidth = 6.2;

/**
 * The SVG file: in each column a row of images and, below them, a row for each model. The row of a
 * model that is missing stays empty, and the figure is marked.
 *
 * @throws {RangeError} if no model has reconstructed anything.
 */
export function drawDigits(
  { name, title, caption, columns }: Digits,
  shown: readonly ShownDigits[],
): string {
  const names = [
    ...new Set(
      shown.flatMap(({ summary }) => summary.models.map(({ name }) => name)),
    ),
  ];
  if (shown.every(({ models }) => models.length === 0)) {
    throw new RangeError(
      `Cannot draw ${name}: no model has reconstructed digits`,
    );
  }
  const count = Math.max(
    ...shown.flatMap(({ models }) =>
      models.map(({ digits }) => digits.images.shape[0])
    ),
  );
  const columnWidth = count * size;
  const x = (column: number) => left + column * (columnWidth + gap);
  const y = (row: number) => top + row * rowHeight;
  const width = x(shown.length) - gap + 8;
  const told = wrap(
    shown.flatMap(({ summary }, k) =>
      [
        `${summary.label} · seed ${summary.seeds[0]}`,
        ...missingLines(summary),
      ].map((line) => `${columns[k].heading}: ${line}`)
    ),
    width / letterWidth,
  );
  const foot = y(names.length + 1) + lineHeight;
  const marks = [
    words(title, 8, 18, { fontSize: 14, fontWeight: "bold" }),
    ...["images", ...names].map((name, row) =>
      words(name, 8, y(row) + size / 2 + 5)
    ),
    ...shown.flatMap(({ models }, column) => [
      words(columns[column].heading, x(column), top - 8),
      ...models.flatMap(({ name, digits }, k) => [
        ...k === 0
          ? [strip(inkOf(digits.images.data, 255), [x(column), y(0)])]
          : [],
        strip(inkOf(digits.reconstructions.data, 1), [
          x(column),
          y(names.indexOf(name) + 1),
        ]),
      ]),
    ]),
    ...told.map((line, k) =>
      words(line, 8, foot + k * lineHeight, { fontSize: 11 })
    ),
  ];
  return canvas.svgFile({
    width,
    height: foot + told.length * lineHeight,
    style: { fontSize: "12px" },
    axis: null,
    marks,
  }, {
    name,
    title,
    description: `${caption} ${told.join(" ")}`,
    css: darkRules(name, []),
    byClass: { [name]: { color: ink.light } },
    watermark: watermarkOf(shown.map(({ summary }) => summary)),
  });
}

/** Shades of ink from 0 to `full`, clipped, as bytes of paper 255 and ink 0. */
function inkOf(values: ArrayLike<number>, full: number): Uint8Array {
  return Uint8Array.from(
    values,
    (value) => 255 - Math.round(255 * Math.max(0, Math.min(1, value / full))),
  );
}

/** Images one beside another, as one picture. */
function strip(images: Uint8Array, [x, y]: [number, number]): canvas.Markish {
  const count = images.length / side ** 2;
  const pixels = new Uint8Array(images.length);
  for (let k = 0; k < count; k++) {
    for (let row = 0; row < side; row++) {
      const from = (k * side + row) * side;
      pixels.set(images.subarray(from, from + side), (row * count + k) * side);
    }
  }
  const png = encodePng({ width: count * side, height: side, pixels });
  return canvas.image([0], {
    src: [`data:image/png;base64,${encodeBase64(png)}`],
    x: px([x + count * size / 2]),
    y: px([y + size / 2]),
    width: count * size,
    height: size,
  });
}
