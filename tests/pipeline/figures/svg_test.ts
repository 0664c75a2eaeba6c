import { assertEquals } from "@std/assert";
import { rounded, shortPath } from "../../../pipeline/figures/svg.ts";
import { escapeXml } from "../../../pipeline/figures/text.ts";
import { elementsOf } from "../../support/well_formed.ts";

Deno.test("rounded() rounds every number of a path to two decimals", () => {
  assertEquals(
    rounded("M0.123456,-7.995L1e-15,12.5A4,4,0,1,1,2.0049,3"),
    "M0.12,-7.99L0,12.5A4,4,0,1,1,2,3",
  );
  assertEquals(rounded("translate(-0.0001,3)"), "translate(0,3)");
});

Deno.test("shortPath() goes from point to point by tenths, and drifts nowhere", () => {
  assertEquals(
    shortPath("M10.04,5L10.28,4.5L10.52,4.25M3,-1L3,2Z"),
    "M10,5l0.3-0.5l0.2-0.2M3-1l0,3Z",
  );
});

Deno.test("escapeXml() leaves nothing that could be markup", () => {
  const [element] = elementsOf(
    `<a x="${escapeXml(`<b> & "c" 'd'`)}">${escapeXml("<b> & c")}</a>`,
  );
  assertEquals(
    element.attributes.get("x"),
    "&#60;b&#62; &#38; &#34;c&#34; &#39;d&#39;",
  );
});
