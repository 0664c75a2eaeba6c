/// <reference lib="dom" />
import { type Figures, panelsIn } from "./figures.ts";
import { curvesCsv, type FigureTable, tableCsv } from "./figure_csv.ts";

/** Pixels of a picture for one of the drawing. */
const scale = 3;

type Content = string | Uint8Array | Blob;

/** What a narrow page draws in place of a panel. */
const standIn = ".stand-in";

/** Adds buttons to every figure that save it, as it is seen, as SVG and PNG, and its numbers where the page has them. */
export function openDownloads({ data, shown }: Figures): void {
  const tables: Record<string, FigureTable> = JSON.parse(
    document.getElementById("figure-tables")!.textContent!,
  );
  for (const figure of document.querySelectorAll("figure")) {
    const drawing = figure.querySelector<SVGSVGElement>(".plot > svg");
    if (!drawing) continue;
    const name = figure.id;
    const panels = panelsIn(drawing, data)
      .filter(({ svg }) => !svg.closest(standIn))
      .map(({ svg, scales }) => ({
        letter: svg === drawing
          ? ""
          : svg.getAttribute("class")!.replace(`${name}-`, ""),
        scales,
      }));
    const csv = name in tables
      ? () => tableCsv(tables[name])
      : panels.length > 0
      ? () => curvesCsv(panels, data, shown)
      : undefined;
    const kinds: Record<string, () => Content | Promise<Content>> = {
      SVG: () => fileOf(drawing),
      PNG: () => pictureOf(drawing),
      ...csv && { CSV: csv },
    };
    const row = document.createElement("div");
    row.className = "tools";
    row.append("Download: ");
    for (const [kind, content] of Object.entries(kinds)) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = kind;
      button.setAttribute("aria-label", `Download ${name} as ${kind}`);
      button.addEventListener("click", async () => {
        save(`${name}.${kind.toLowerCase()}`, await content());
      });
      row.append(button);
    }
    figure.append(row);
  }
}

/** A drawing as a file that stands alone, without what is hidden. */
function fileOf(drawing: SVGSVGElement): string {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  for (
    const part of copy.querySelectorAll(`.hidden-model, .ring, ${standIn}`)
  ) {
    part.remove();
  }
  return `${new XMLSerializer().serializeToString(copy)}\n`;
}

/** A drawing as pixels. */
async function pictureOf(drawing: SVGSVGElement): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(fileOf(drawing))}`;
  await image.decode();
  const { width, height } = drawing.viewBox.baseVal;
  const canvas = document.createElement("canvas");
  canvas.width = scale * width;
  canvas.height = scale * height;
  canvas.getContext("2d")!
    .drawImage(image, 0, 0, canvas.width, canvas.height);
  return await new Promise((resolve) =>
    canvas.toBlob((picture) => resolve(picture!), "image/png")
  );
}

/** Has the browser save a file. */
export function save(name: string, content: Content): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content as BlobPart]));
  link.download = name;
  link.click();
  // once the browser has begun to save it
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
