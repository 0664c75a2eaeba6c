/**
 * Whether two sources with one digest always have one program. Sources of this
 * project, and short ones full of what looks like something else, are mutated
 * character by character; the program is what Deno's own compiler makes of a
 * source, without comments and layout. These are taken away by js-tokens, which
 * shares nothing with what `digestOfTokens()` reads sources by.
 */
import { stripTypeScriptTypes } from "node:module";
import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import jsTokens from "js-tokens";
import { digestOfTokens } from "../../../../pipeline/engine/graph/tokens.ts";
import { sourcesBelow } from "../../../support/sources_below.ts";

/** The program that a source is; `undefined` where it is none. */
function programOf(source: string): string | undefined {
  try {
    const script = stripTypeScriptTypes(source, { mode: "transform" });
    return [...jsTokens(script)]
      .filter(({ type }) =>
        !/Comment$|^(WhiteSpace|LineTerminatorSequence|HashbangComment)$/
          .test(type)
      )
      .map(({ value }) => value).join(" ");
  } catch {
    return undefined;
  }
}

const digestOf = (source: string) =>
  digestOfTokens(new TextEncoder().encode(source), "a.ts");

/** What gives a source another meaning most often. */
const pieces = [
  ..."/*\"'`\\\n\r\u2028${}()[]<>=!?#@;:,.+-0a_ \t\ufeffηé",
  ...["//", "/*", "*/", "${", "=>", "\\u0061", "return\n", " as ", "!/"],
];

interface Mutation {
  /** in millionths of the source's length */
  at: number;
  removed: number;
  inserted: string;
}

const mutations: fc.Arbitrary<Mutation[]> = fc.array(
  fc.record({
    at: fc.nat(999_999),
    removed: fc.nat(1),
    inserted: fc.oneof(
      fc.constant(""),
      fc.constantFrom(...pieces),
      fc.string({ minLength: 1, maxLength: 2, unit: "grapheme" }),
    ),
  }),
  { minLength: 1, maxLength: 2 },
);

function mutate(source: string, mutations: readonly Mutation[]): string {
  return mutations.reduce((text, { at, removed, inserted }) => {
    const start = Math.floor(at / 1e6 * (text.length + 1));
    return text.slice(0, start) + inserted + text.slice(start + removed);
  }, source);
}

/** Whether all sources with one digest have one program; says how many programs there were. */
function checkInjective(sources: readonly string[], runs: number): number {
  const programs = new Map<string, { source: string; program: string }>();
  const check = (source: string) => {
    const program = programOf(source);
    if (program === undefined) return;
    const digest = digestOf(source);
    const known = programs.get(digest);
    if (!known) programs.set(digest, { source, program });
    else {assertEquals(
        program,
        known.program,
        `${source}\n---\n${known.source}`,
      );}
  };
  for (const source of sources) check(source);
  fc.assert(
    fc.property(
      fc.constantFrom(...sources),
      mutations,
      (source, mutations) => check(mutate(source, mutations)),
    ),
    { seed: 16, numRuns: runs },
  );
  return programs.size;
}

Deno.test("digestOfTokens() tells all programs apart that mutations make of this project's sources", () => {
  const sources = [...sourcesBelow("lib"), ...sourcesBelow("pipeline")]
    .map((path) => Deno.readTextFileSync(path));
  const programs = checkInjective(sources, 1500);
  assert(programs > sources.length + 300, `${programs} programs`);
});

Deno.test("digestOfTokens() tells all programs apart that mutations make of short and ambiguous sources", () => {
  const sources = [
    'x = a! / 2 + "/" + "//" + b; // "c"',
    "x = `a${b /* c */}${`//${d}`}`; /* ` */",
    "if (a) /[/*]b/.test(c); // */",
    "function f<T>(a: T) { return a /* b */ as T }",
    "f(a < b, c > (d)); f(a < b, c > d) // e",
    "class A { #b = 1; static { a: for (;;) break a } get\nc() { return 1 } }",
    "let a = b\n++c\n;[d] = e /*\n*/ (f)",
    "#!/usr/bin/env deno\n'use strict'; import defer * as a from 'b'",
    "x = {} / 1; interface A {}\n/[/*]/.test(b); // */",
    "type A = { b: 1 }\n(c)\nlet d = <T,>(e: T) => e\n/f/g",
    "label: { yield: 1 } async (x) => await x / 2 / y // z",
    "'\\x41' + \"\\u{1f600}\" + 0x1f + 1_0 + .5 + 1e3 + 2n + /\\/\\//u",
  ];
  const programs = checkInjective(sources, 20_000);
  assert(programs > 2000, `${programs} programs`);
});
