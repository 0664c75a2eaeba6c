import { Markup } from "./markup.ts";

/** A value as JSON in a page, for its script to read; no letter of it can end the block. */
export function dataBlock(id: string, value: unknown): Markup {
  const json = JSON.stringify(value).replaceAll("<", "\\u003c")
    // nor can it be mistaken for an entity where the page is read as XML
    .replaceAll("&", "\\u0026");
  return new Markup(
    `<script type="application/json" id="${id}">${json}</script>`,
  );
}
