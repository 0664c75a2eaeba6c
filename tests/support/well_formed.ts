/** Elements of HTML that have no end. */
const empty = new Set(["meta", "link", "br", "hr", "img", "input"]);

/**
 * Asserts that `text` is markup whose elements nest, whose attributes are quoted and not repeated,
 * and whose text holds no loose `<` or `&`, but for that of a script. Elements and their attributes are given back in order.
 *
 * @throws {SyntaxError} at the first place where it is not so.
 */
export function elementsOf(
  text: string,
): { name: string; attributes: Map<string, string> }[] {
  const elements: { name: string; attributes: Map<string, string> }[] = [];
  const open: string[] = [];
  let position = 0;
  const fail = (what: string): never => {
    throw new SyntaxError(
      `${what} at ${JSON.stringify(text.slice(position, position + 60))}`,
    );
  };
  while (position < text.length) {
    const rest = text.slice(position);
    if (open.at(-1) === "script") {
      const end = /<\/script>/.exec(rest) ?? fail("Unclosed <script>");
      open.pop();
      position += end.index + end[0].length;
      continue;
    }
    const words = /^[^<]+/.exec(rest)?.[0];
    if (words !== undefined) {
      if (open.at(-1) !== "style" && looseAmpersand.test(words)) {
        fail("Loose &");
      }
      position += words.length;
      continue;
    }
    const token = tag.exec(rest) ?? fail("No tag");
    const [whole, closing, name, attributes, closed] = token;
    if (closing) {
      if (open.pop() !== name) fail(`Unexpected </${name}>`);
    } else if (!name.startsWith("!")) {
      elements.push({ name, attributes: attributesOf(attributes, fail) });
      if (!closed && !empty.has(name)) open.push(name);
    }
    position += whole.length;
  }
  if (open.length > 0) fail(`Unclosed <${open.at(-1)}>`);
  return elements;
}

const looseAmpersand = /&(?!#\d+;|#x[0-9a-f]+;|amp;|lt;|gt;|quot;)/;
const tag =
  /^<(\/?)(!?[A-Za-z][\w-]*)((?:\s+[\w:-]+="[^"<]*"|\s+html)*)\s*(\/?)>/;

function attributesOf(
  text: string,
  fail: (what: string) => never,
): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name, value] of text.matchAll(/\s([\w:-]+)="([^"]*)"/g)) {
    if (attributes.has(name)) fail(`Repeated attribute ${name}`);
    if (looseAmpersand.test(value)) fail(`Loose & in ${name}`);
    attributes.set(name, value);
  }
  return attributes;
}
