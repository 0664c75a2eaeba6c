import { assertEquals } from "@std/assert";
import { onPaper } from "../../../pipeline/figures/on_paper.ts";

Deno.test("onPaper() leaves out what turns a figure dark", () => {
  assertEquals(
    onPaper("<svg><style>@media screen{.a{color:#fff}}</style><g/></svg>"),
    "<svg><g/></svg>",
  );
});

Deno.test("onPaper() fills what has a colour with it, unless something else is said", () => {
  const unchanged = [
    '<g fill="none" color="#1f78b4"><path/></g>',
    '<g color="#1f78b4" fill="none"/>',
    '<g stop-color="#1f78b4"/>',
    '<path fill="#fff"/><text>color="red"</text>',
  ];
  for (const svg of unchanged) assertEquals(onPaper(svg), svg);
  assertEquals(
    onPaper('<g class="a" color="#1f78b4"><path d="M0,0"/></g>'),
    '<g fill="currentColor" class="a" color="#1f78b4"><path d="M0,0"/></g>',
  );
});
