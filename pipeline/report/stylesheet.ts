import type { Figure } from "../figures/catalogue.ts";
import { classOf } from "../figures/class_names.ts";
import * as style from "../figures/style.ts";
import { Markup } from "./markup.ts";

/**
 * The rules that give models that are added to figures, and of `models` those beyond the paper,
 * their colours in drawings, and turn their buttons dark; empty where there are none.
 */
export function addedRules(
  figures: readonly Pick<Figure, "palette" | "added">[],
  models: readonly string[] = [],
): Markup {
  const palettes = Map.groupBy(figures, ({ palette }) => palette);
  const rules = [...palettes].flatMap(([palette, of]) => {
    const further = models.filter((model) =>
      Object.hasOwn(style.furtherPalettes[palette], model)
    );
    const added = Object.assign({}, ...of.map(({ added }) => added));
    const names = [...further, ...Object.keys(added)];
    const styles = { palette, added };
    return names.length === 0 ? [] : [
      ...names.map((name) =>
        `.drawn .${classOf(name)}{color:${style.styleOf(name, styles).light}}`
      ),
      style.darkRules("drawn", names, styles),
      style.darkRules(`palette-${palette}`, names, styles),
    ];
  });
  return new Markup(rules.join("\n"));
}

const { regression } = style.palettes;

/** The colours of models in drawings that are not files, light and dark. */
const drawnColours = [
  ...Object.keys(regression).map((model) =>
    `.drawn .${classOf(model)}{color:${regression[model].light}}`
  ),
  style.darkRules("drawn", Object.keys(regression)),
].join("\n");

/** How the page looks: light or dark as the reader prefers, narrow or wide, on screen or paper. */
export const stylesheet = new Markup(`
:root {
  color-scheme: light dark;
  --ink: ${style.ink.light}; --paper: ${style.paper.light};
  --quiet: #57606a; --rule: #d0d7de; --link: #0550ae; --code: #f3f4f6;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --ink: ${style.ink.dark}; --paper: ${style.paper.dark};
    --quiet: #9da7b3; --rule: #30363d; --link: #79c0ff; --code: #1c2128;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 4rem; }
body {
  margin: 0 auto; padding: 0 clamp(1rem, 4vw, 2rem) 4rem; max-width: 76rem;
  background: var(--paper); color: var(--ink);
  font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: break-word;
}
h1 { font-size: clamp(1.35rem, 3vw, 1.9rem); line-height: 1.2; margin: 1rem 0 .25rem; text-wrap: balance; }
h2 { font-size: 1.4rem; line-height: 1.3; margin: 3rem 0 1rem; padding-top: 1rem; border-top: 1px solid var(--rule); text-wrap: balance; }
h3 { font-size: 1.05rem; margin: 2rem 0 .5rem; }
p, ul, dl { max-width: 44rem; margin: .75rem 0; }
.incomplete { font-weight: bold; border-left: .3rem solid currentColor; padding-left: .75rem; }
a { color: var(--link); }
code { font: .9em ui-monospace, monospace; background: var(--code); padding: .1em .3em; border-radius: .25em; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
header p { max-width: none; margin: .25rem 0; font-size: .95rem; }
nav ul { list-style: none; padding: 0; margin: 0; }
nav a { display: block; padding: .3rem 0; line-height: 1.3; text-decoration: none; }
nav a:hover { text-decoration: underline; }
.beside { display: none; }
.menu { position: sticky; top: 0; z-index: 3; margin-inline: -1rem; padding-inline: 1rem; background: var(--paper); border-bottom: 1px solid var(--rule); }
.menu ul { padding-bottom: .5rem; max-height: 75vh; overflow-y: auto; }
summary { cursor: pointer; padding-block: .5rem; }
@media screen and (min-width: 88rem) {
  body { display: grid; grid-template-columns: 12rem minmax(0, 1fr); grid-template-rows: auto 1fr; column-gap: 2rem; max-width: 90rem; }
  .beside { display: block; grid-area: 1 / 1 / 3; position: sticky; top: 0; align-self: start; max-height: 100vh; overflow-y: auto; padding-block: 1.25rem; font-size: .85rem; }
  .menu { display: none; }
  header, main { grid-column: 2; }
}
main > section:first-child h2 { margin: .5rem 0; padding: 0; border: 0; font-size: 1.2rem; }
.shows { max-width: none; margin: .25rem 0; font-size: .9rem; line-height: 1.45; }
dl { display: grid; grid-template-columns: minmax(6rem, max-content) 1fr; gap: .35rem 1.25rem; }
dt { font-weight: 600; } dd { margin: 0; min-width: 0; }

.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 27rem), 1fr)); gap: 2.5rem; align-items: start; }
figure { margin: 0; min-width: 0; }
.figures figcaption { max-width: 32.5rem; }
.composites figure { margin-bottom: 2.5rem; }
.figures + .composites { margin-top: 2.5rem; }
.plot { position: relative; touch-action: manipulation; container-type: inline-size; }
.plot > svg { display: block; max-width: 100%; height: auto; }
figcaption { font-size: .9rem; line-height: 1.5; color: var(--quiet); margin-top: .5rem; max-width: 44rem; }
figcaption strong { color: var(--ink); }
.words { display: none; font-size: .85rem; line-height: 1.45; color: var(--quiet); }
.label { color: var(--quiet); margin-top: -.5rem; }
.command { display: block; margin-top: .25rem; }
.scrolls > svg { width: 100%; max-width: 60rem; }
@media screen {
  .scrolls { overflow-x: auto; }
  .scrolls > svg { min-width: 57rem; }
}
@media screen and (max-width: 60rem) {
  .scrolls::before { content: "Wider than the page: scroll it sideways."; position: sticky; left: .75rem; font-size: .85rem; color: var(--quiet); }
}

.model-key { display: flex; flex-wrap: wrap; align-items: center; gap: .3rem; margin: .5rem 0; }
.model-key > span { font-size: .85rem; color: var(--quiet); flex: none; }
.model-key[hidden] { display: none; }
.model-key button {
  display: inline-flex; align-items: center; gap: .3rem; padding: .3rem .45rem; min-height: 2rem;
  font: inherit; font-size: .85rem; line-height: 1; color: var(--ink); cursor: pointer;
  background: var(--paper); border: 1px solid var(--quiet); border-radius: .4rem;
}
.model-key button[aria-pressed="false"] { border-style: dashed; color: var(--quiet); text-decoration: line-through; }
.model-key button[aria-pressed="false"] svg { opacity: .25; }
.model-key button:hover:enabled { background: var(--code); }
.model-key button:disabled { visibility: hidden; }
@media screen and (min-width: 88rem) and (min-height: 40rem) {
  section > .model-key { position: sticky; top: 0; z-index: 1; padding: .6rem 0; background: var(--paper); }
}
@media screen and (prefers-color-scheme: dark) {
  .model-key line { color: ${style.addedStyle(0).dark}; }
}
${
  (["regression", "mnist"] as const).map((palette) =>
    style.darkRules(
      `palette-${palette}`,
      Object.keys(style.palettes[palette]),
      { palette },
    )
  ).join("\n")
}
@media screen and (prefers-color-scheme: dark) {
  .plot image { filter: invert(1); mix-blend-mode: screen; }
}
.hidden-model { display: none; }
.read-out {
  position: absolute; z-index: 2; max-width: min(20rem, 62vw); padding: .3rem .5rem; pointer-events: none;
  background: var(--paper); border: 1px solid var(--quiet); border-radius: .4rem;
  font-size: .75rem; line-height: 1.35; font-variant-numeric: tabular-nums;
}
.read-out[hidden] { display: none; }
@media (max-width: 34rem) {
  .read-out { position: fixed; z-index: 4; max-width: none; inset: auto 0 0 !important; border-width: 1px 0 0; border-radius: 0; }
  .read-out.opposite { inset: 0 0 auto !important; border-width: 0 0 1px; }
}
.read-out > :first-child { font-weight: 600; }
.ring { fill: none; stroke: currentColor; stroke-width: 1.5; pointer-events: none; }
.voice { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; top: 0; }

table { border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums; margin: .5rem 0; }
caption { text-align: left; color: var(--quiet); padding-bottom: .5rem; }
th, td { text-align: left; vertical-align: baseline; padding: .2rem 1.25rem .2rem 0; }
tbody th[scope="row"] { font-weight: 500; }
thead th { border-bottom: 2px solid var(--rule); }
th[scope="rowgroup"] { padding-top: .9rem; border-bottom: 1px solid var(--rule); }
.wide { overflow-x: auto; max-width: 100%; }
th button { all: unset; cursor: pointer; font-weight: inherit; }
th button:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
th button:hover { text-decoration: underline; }
th a + button::after { content: "↕" / ""; }
@media screen and (min-width: 48rem) {
  th button::after { content: " ↕" / ""; }
}
th[aria-sort] button::after { content: " ↑" / ""; }
th[aria-sort="descending"] button::after { content: " ↓" / ""; }
.tools { display: flex; align-items: center; gap: .3rem; margin-top: .3rem; font-size: .9rem; color: var(--quiet); }
.tools button, button.copy {
  font: inherit; font-size: .8rem; line-height: 1; min-height: 1.5rem; padding: .2rem .45rem; cursor: pointer;
  color: var(--ink); background: var(--paper); border: 1px solid var(--quiet); border-radius: .4rem;
}
.tools button:hover, button.copy:hover { background: var(--code); }
math { font-size: 1.1em; }
.equations math { display: block; math-style: normal; padding-block: .3rem; overflow: auto hidden; }
.stacked { display: block; }
.stacked dd { margin-bottom: .6rem; }
@media (max-width: 34rem) {
  .model-key { flex-wrap: nowrap; overflow-x: auto; padding: 3px; }
  header p, .shows { font-size: .85rem; line-height: 1.4; }
  .model-key button { flex: none; }
  table { font-size: .78rem; width: 100%; }
  th, td { padding-right: .5rem; }
  .figures .plot, .composites .plot { margin-inline: -.75rem; }
  .words { margin-inline: .75rem; }
  dl { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: .6rem; }
}
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  nav, .model-key, .tools, .copy, .read-out, .voice, .ring { display: none; }
  table { font-size: 8pt; }
  th, td { padding-right: .5rem; }
  th[aria-sort] button::after, th a + button::after { content: none; }
  a { color: inherit; text-decoration: none; }
  :focus-visible { outline: none; }
  figure, tr, dt, dd { break-inside: avoid; }
  h2, h3, h2 + p, caption { break-after: avoid; }
  .figures { grid-template-columns: 1fr 1fr; gap: 1rem; }
  .wide { overflow: visible; }
}

.headline td, .headline th { vertical-align: top; padding-block: .35rem; border-bottom: 1px solid var(--rule); white-space: nowrap; }
.headline thead th { vertical-align: bottom; white-space: normal; min-width: 8.5rem; }
.headline small { display: block; font-size: .75rem; font-weight: 400; color: var(--quiet); }
.headline thead th:first-child { white-space: nowrap; }
.headline th:first-child { position: sticky; left: 0; z-index: 1; min-width: 0; background: var(--paper); }
.headline td strong small { display: inline; }
.headline em { font-size: .75rem; font-style: normal; color: var(--holds); }
.wide caption { max-width: min(44rem, calc(100vw - 2.5rem)); }
/* a shadow at a side on which a table goes on */
.wide {
  background: linear-gradient(to right, var(--paper) 40%, transparent) local left / 2rem 100% no-repeat,
    linear-gradient(to left, var(--paper) 40%, transparent) local right / 2rem 100% no-repeat,
    linear-gradient(to right, var(--rule), transparent) left / .75rem 100% no-repeat,
    linear-gradient(to left, var(--rule), transparent) right / .75rem 100% no-repeat;
}

/* the ledger of claims */
:root { --holds: #1a7f37; --fails: #bc4c00; --cannot-tell: #6e7781; --wanted: #e3efe6; }
@media screen and (prefers-color-scheme: dark) {
  :root { --holds: #57ab5a; --fails: #ec775c; --cannot-tell: #9da7b3; --wanted: #1b2b21; }
}
.holds { color: var(--holds); } .fails { color: var(--fails); } .cannot-tell { color: var(--cannot-tell); }
.verdict-bar { display: block; max-width: 44rem; border-radius: 5px; }
.verdict-bar rect { fill: currentColor; }
.verdict-bar .no-test { fill-opacity: .4; }
details { margin: .75rem 0; }
summary { cursor: pointer; padding-block: .3rem; }
.ledger { border-top: 1px solid var(--rule); margin: 0; }
.ledger > summary { padding-block: .6rem; }
.ledger > summary h3 { display: inline; margin: 0 .5rem 0 0; }
.ledger > summary .verdict-bar { margin-top: .4rem; }
.claims, .evidence { list-style: none; padding: 0; max-width: none; }
.claims { margin: 0 0 2rem; }
.claim { padding-block: 1rem; border-top: 1px solid var(--rule); scroll-margin-top: 4rem; }
.claim h4 { margin: 0; font-size: 1rem; max-width: 44rem; }
.claim p { margin: .3rem 0; }
.claim small { display: inline-block; font-size: .8rem; color: var(--quiet); }
.evidence { margin: .6rem 0; font-size: .85rem; line-height: 1.35; font-variant-numeric: tabular-nums; }
.evidence li { display: grid; grid-template-columns: 15rem minmax(8rem, 26rem) minmax(14rem, 1fr); column-gap: 1rem; align-items: center; }
.evidence svg { display: block; overflow: visible; }
.evidence .wanted { fill: var(--wanted); }
.evidence .bound { stroke: var(--ink); stroke-dasharray: 3 2; }
.evidence .interval { stroke: currentColor; stroke-width: 2; }
.evidence circle { fill: currentColor; }
.evidence .seen { fill: none; stroke: var(--quiet); }
.evidence .axis { color: var(--quiet); }
.evidence .axis line { stroke: currentColor; }
.evidence .axis text { fill: currentColor; font-size: .75rem; }
@media (max-width: 44rem) {
  .evidence li { grid-template-columns: minmax(0, 1fr); margin-bottom: .4rem; }
  .evidence svg { order: 1; margin-top: .2rem; }
  .evidence .axis { margin-top: -.4rem; }
  .evidence .axis span { order: 2; }
}
@media print {
  /* what is folded is printed */
  details::details-content { content-visibility: visible; block-size: auto; }
  .claim { break-inside: avoid; }
  .wide { background: none; }
  .headline td, .headline thead th { white-space: normal; min-width: 0; }
}

${drawnColours}
.drawn { display: block; width: 100%; max-width: 30rem; height: auto; color: var(--ink); }
.drawn .axis { fill: none; stroke: currentColor; stroke-opacity: .6; }
.drawn .guide { fill: none; stroke: currentColor; stroke-opacity: .5; stroke-dasharray: 4 3; }
.drawn .tick { fill: var(--ink); font: 13px system-ui, sans-serif; font-variant-numeric: tabular-nums; }
.drawn .line { fill: none; stroke: currentColor; stroke-width: 1.5; stroke-linejoin: round; }
.drawn .leader { fill: none; stroke: var(--quiet); stroke-width: .75; }
.drawn .pale { stroke-width: 4.5; stroke-opacity: .4; }
.drawn .thin { stroke-width: 1; stroke-opacity: .7; }
.drawn .dotted { stroke-width: 2; stroke-dasharray: 0 3.5; stroke-linecap: round; }
.drawn .dot { fill: currentColor; }
.drawn .hollow { fill: none; stroke: currentColor; stroke-width: 1.25; }
.controls { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr)); gap: .75rem 1.5rem; margin: 1rem 0; }
.controls[hidden] { display: none; }
.controls label { font-size: .9rem; }
.controls output { float: right; font-size: .9rem; font-variant-numeric: tabular-nums; }
.controls input, .controls select, .controls button { font: inherit; font-size: .9rem; color: var(--ink); background: var(--paper); accent-color: var(--link); }
.controls select, .controls input { display: block; width: 100%; min-height: 2rem; margin: .2rem 0 0; }
.controls select, .controls input[type="number"], .controls button { padding: .3rem .6rem; border: 1px solid var(--quiet); border-radius: .4rem; }
.controls button { min-height: 2rem; cursor: pointer; }
.controls details { grid-column: 1 / -1; font-size: .9rem; }
.controls .refused { grid-column: 1 / -1; margin: 0; font-size: .9rem; color: var(--fails); }
.controls .buttons { display: flex; flex-wrap: wrap; gap: .5rem; align-items: end; }
.drawn .unstable { fill: ${
  style.palettes.regression["DI-2"].light
}; fill-opacity: .08; }
.explorable { margin-top: 1.5rem; }
.drawing { aspect-ratio: 350 / 250; max-width: 30rem; contain: strict; }
.drawings { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 1.5rem; align-items: start; }
@media screen and (min-width: 60rem) {
  .explorable:has(.controls:not([hidden])) { display: grid; grid-template-columns: 15rem minmax(0, 1fr); gap: 2rem; align-items: start; }
  .explorable .controls { grid-template-columns: 1fr; margin: 0; }
}
@media screen and (min-width: 60rem) and (min-height: 50rem) {
  .explorable .controls { position: sticky; top: 1rem; }
}
.seen { min-height: 6.2em; }
@media print { .controls { display: none; } }

#learning .controls { grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .75rem 1rem; }
#learning .controls details + label { grid-column: span 2; }
#learning .buttons, #learning details { grid-column: 1 / -1; }
.lesson { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 27rem), 1fr)); gap: 1rem 2rem; align-items: start; }
.lesson[hidden] { display: none; }
.lesson > p { grid-column: 1 / -1; max-width: none; margin: 0; }
.live .drawn { max-width: none; }
.live .before { stroke-width: 1; stroke-opacity: .4; }
.lesson table { width: 100%; margin: 0; }
.lesson td, .lesson th { vertical-align: middle; padding: .1rem .4rem .1rem 0; }
.lesson td:last-child { min-width: 5.5em; }
.lesson label { display: flex; align-items: center; gap: .4rem; min-height: 1.75rem; white-space: nowrap; }
.lesson .swatch { width: 22px; flex: none; }
.lesson input, .lesson select { font: inherit; color: var(--ink); background: var(--paper); accent-color: var(--link); }
.lesson select, .lesson input[type="number"] { border: 1px solid var(--quiet); border-radius: .3rem; padding: .1rem .3rem; width: 100%; min-width: 3.2rem; }
.lesson input[type="number"] { appearance: textfield; }
.lesson input::-webkit-inner-spin-button { appearance: none; margin: 0; }
.lesson select { min-width: 7.6rem; }
.lesson .tools { flex-wrap: wrap; }
@media print { .lesson { display: none; } }
`);
