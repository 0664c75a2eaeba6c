import { createHash } from "node:crypto";

/**
 * What a page may do, from what is in it: run the scripts and apply the styles it holds, each by
 * its digest, and show pictures it holds; no request at all.
 *
 * CSP Level 3, W3C.
 */
export function contentPolicy(page: string): string {
  const texts = (pattern: RegExp) =>
    [...page.matchAll(pattern)].map(([, text]) => unescape(text));
  const scripts = texts(/<script type="module">(.*?)<\/script>/gs);
  const styles = texts(/<style>(.*?)<\/style>/gs);
  const attributes = texts(/ style="([^"]*)"/g);
  return [
    "default-src 'none'",
    `script-src ${sources(scripts)}`,
    `style-src ${sources([...styles, ...attributes])}${
      // an attribute's digest counts for nothing without this word
      attributes.length > 0 ? " 'unsafe-hashes'" : ""}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

function sources(texts: readonly string[]): string {
  return [...new Set(texts.map(source))].join(" ") || "'none'";
}

function source(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

/** Text as a page's reader sees it, of the entities that this project writes. */
function unescape(text: string): string {
  return text.replace(
    /&#(\d+);/g,
    (_, code) => String.fromCharCode(Number(code)),
  );
}
