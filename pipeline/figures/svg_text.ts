/** What is asked of an element to write it as text; linkedom's and a browser's both have it. */
export interface ElementLike {
  readonly nodeType: number;
  readonly localName: string;
  readonly textContent: string | null;
  readonly attributes: Iterable<{ name: string; value: string }>;
  readonly childNodes: Iterable<ElementLike>;
}

const elementNode = 1;
const textNode = 3;

/** Attributes that hold lengths or paths, the only ones whose numbers are rounded. */
const geometric = new Set(
  ("d transform x y x1 x2 y1 y2 cx cy r dx dy width height stroke-width font-size")
    .split(" "),
);

/** An element and all it holds as well-formed XML; coordinates rounded to two decimals. */
export function svgText(element: ElementLike): string {
  if (element.nodeType === textNode) {
    return escapeXml(element.textContent ?? "");
  }
  if (element.nodeType !== elementNode) return "";
  const name = element.localName;
  const attributes = [...element.attributes].map(({ name, value }) =>
    ` ${name}="${escapeXml(geometric.has(name) ? rounded(value) : value)}"`
  ).join("");
  const content = [...element.childNodes].map(svgText).join("");
  return content === ""
    ? `<${name}${attributes}/>`
    : `<${name}${attributes}>${content}</${name}>`;
}

/** `text` with every number in it rounded to two decimals. */
export function rounded(text: string): string {
  return text.replace(
    /-?\d+\.\d{3,}(?:e[-+]?\d+)?|-?\d+(?:\.\d+)?e[-+]?\d+/g,
    (number) => String(Math.round(Number(number) * 100) / 100 + 0),
  );
}

/** `text` as character data or as a quoted attribute of XML. */
export function escapeXml(text: string): string {
  return text.replace(
    /[&<>"']/g,
    (character) => `&#${character.charCodeAt(0)};`,
  );
}
