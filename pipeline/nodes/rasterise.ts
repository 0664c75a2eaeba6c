/** Makes the pixels of a figure, `<figure>.png`, from its only input, the drawing `<figure>.svg`. */
import {
  inputDigests,
  originElement,
  originIn,
} from "../engine/provenance/origin.ts";
import { type NodeContext, runNode } from "../engine/sandbox/node.ts";
import { pngFile } from "../figures/png.ts";
import { rasterise as pixelsOf } from "../figures/rasterise.ts";

/** Reads the drawing, then writes its pixels, which say all that the drawing says of its origin, and name the drawing as theirs. */
export function rasterise(node: NodeContext<{ scale: number }>): void {
  const { name, settings: { scale }, inputs: [file] } = node;
  const svg = new TextDecoder().decode(node.read(file));
  const drawn = originIn(svg)!;
  const origin = { ...drawn, node: name, inputs: inputDigests(node), scale };
  const image = {
    ...pixelsOf(svg, scale),
    channels: 3,
    depth: 8,
    text: { origin: originElement(origin) },
  } as const;
  node.write(file.replace(/svg$/, "png"), pngFile(image));
}

if (import.meta.main) await runNode(rasterise);
