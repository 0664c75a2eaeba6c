import type * as canvas from "./canvas.ts";
import { nameClassOf } from "./class_names.ts";
import { words } from "./frame_marks.ts";
import type { Layout } from "./layout.ts";
import type { Palette } from "./figure.ts";
import { sampleLength, sampleMark, segmentMark } from "./strokes.ts";
import { dashOf } from "./style.ts";

/** Pixels of a sample with the gap after it, of a letter, between entries, between rows. */
const sample = sampleLength + 4;
const letter = 6;
const gap = 14;
const rowHeight = 15;

/** Names with samples of lines, from left to right, in as many rows as they need. */
export interface Legend {
  marks: canvas.Markish[];
  height: number;
}

/**
 * The legend of `models`, and of the layers that dashes tell apart in the panels `layered`, from
 * `x` on and no wider than `width`.
 */
export function legendOf(
  models: readonly string[],
  { x: left, width, layered, layout, palette }: {
    x: number;
    width: number;
    layered: string;
    layout: Layout;
    palette?: Palette;
  },
): Legend {
  const marks: canvas.Markish[] = [];
  let [x, y] = [left, rowHeight];
  const add = (
    name: string,
    mark: (x: number, y: number) => canvas.Markish,
    className?: string,
  ) => {
    const length = sample + letter * name.length;
    if (x > left && x + length > left + width) {
      [x, y] = [left, y + rowHeight];
    }
    marks.push(
      mark(x, y),
      words(name, x + sample, y + 4, {
        fontSize: layout.fontSize,
        ...className ? { className } : {},
      }),
    );
    x += length + gap;
  };
  for (const model of models) {
    add(
      model,
      (x, y) => sampleMark([x, y], { model }, { layout, palette }),
      nameClassOf(model),
    );
  }
  for (const layer of layered === "" ? [] : [1, 2]) {
    add(`layer ${layer} (${layered})`, (x, y) => layerSample([x, y], layer));
  }
  return { marks, height: y + rowHeight / 2 };
}

function layerSample([x, y]: [number, number], layer: number): canvas.Markish {
  return segmentMark([x, y], [x + sampleLength, y], {
    stroke: "currentColor",
    strokeDasharray: dashOf(layer),
  });
}
