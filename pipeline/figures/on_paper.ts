/**
 * A figure's file as it is on white paper, for programs that know SVG 1.1 but not all of CSS: they
 * inherit `currentColor` as the colour of the element that names it, where browsers take that of
 * the one that is drawn. So each element that has a colour is told once more to fill with it, and
 * what turns the figure dark is left out.
 */
export function onPaper(svg: string): string {
  return svg.replace(/<style>.*?<\/style>/gs, "").replace(
    /<\w+(?=[^>]* color=")(?![^>]* fill=")/g,
    (start) => `${start} fill="currentColor"`,
  );
}
