import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { digestOf } from "../../../../pipeline/engine/files/digest.ts";
import { digestOfTokens } from "../../../../pipeline/engine/graph/tokens.ts";
import { sourcesBelow } from "../../../support/sources_below.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const digest = (text: string, path = "a.ts") =>
  digestOfTokens(bytes(text), path);

/** Pairs of sources whose programs are the same. */
const same: Record<string, [string, string]> = {
  "a comment before": ["a();", "// more\na();"],
  "a comment changed": ["a(/* x */ b);", "a(/* y */ b);"],
  "a comment at the end": ["a();", "a(); // the end"],
  "a comment in place of a blank": ["return1: a;", "return1:/* */a;"],
  "directives for tools": [
    "// deno-lint-ignore no-explicit-any\na();",
    "// @ts-ignore: so\na();",
  ],
  "blanks and tabs": ["if (a) { b( c ) }", "if(a){\tb(c)}"],
  "empty lines": ["a();\nb();", "a();\r\n\n\nb();"],
  "a hash-bang": ["#!/usr/bin/env deno\na();", "#!/bin/sh\na();"],
};

/** Pairs of sources whose programs are not. */
const different: Record<string, [string, string]> = {
  strings: ["a('b');", "a('c');"],
  "blanks in strings": ["a('b c');", "a('b  c');"],
  "slashes in strings": ['a("//b");', 'a("//c");'],
  "comments in strings": ['a("/* b */");', 'a("/* c */");'],
  "comments in templates": ["a(`// b`);", "a(`// c`);"],
  "line ends in templates": ["a(`b\nc`);", "a(`b\n\nc`);"],
  "code in templates": ["a(`${b /* c */}`);", "a(`${d /* c */}`);"],
  "templates in templates": [
    "a(`${b(`//${c}`)}`);",
    "a(`${b(`//${d}`)}`);",
  ],
  "regular expressions": ["a(/[/*]b/);", "a(/[/*]c/);"],
  "flags of regular expressions": ["a(/b/g);", "a(/b/u);"],
  "a division and a regular expression": [
    'x = a! / 2 + "/" + "//" + b;',
    'x = a! / 2 + "/" + "//" + c;',
  ],
  "a quotient of a class": [
    "x = class {} / 2 / '//' + b;",
    "x = class {} / 2 / '//' + c;",
  ],
  "a regular expression after a block": [
    "interface A {}\n/[/*]/.test(b); // */",
    "interface A {}\n/[/*]/.test(c); // */",
  ],
  "a regular expression after a condition": [
    "if (a) /[/*]b/.test(c);",
    "if (a) /[/*]b/.test(d);",
  ],
  numbers: ["a(1);", "a(1.0);"],
  "numbers and separators": ["a(10);", "a(1_0);"],
  "a line end after return": [
    "function a() { return b; }",
    "function a() { return\nb; }",
  ],
  "a line end in a comment after return": [
    "function a() { return /* */ b; }",
    "function a() { return /*\n*/ b; }",
  ],
  "a line end before brackets": ["a\n(b)", "a (b)"],
  "a line end before ++": ["a\n++b", "a; ++b"],
  "a separator that is a line end": [
    "function a() { return b }",
    "function a() { return \u2028 b }",
  ],
  "comparisons": ["f(a < b, c > d);", "f(a < e, c > d);"],
  "a comparison and type arguments": [
    "f(a < b, c > d);",
    "f(a < b, c > (d));",
  ],
  "a comment in type arguments, and one that is none": [
    "a<'//b' /* c */>(d);",
    "a<'//e' /* c */>(d);",
  ],
  "a name that a type follows": [
    "class A { get?\nb() {} }",
    "class A { get\nb() {} }",
  ],
  "a called generic": ["f(a<b>(c));", "f(a<b>(d));"],
  "a shift and type arguments": ["a(b >> c);", "a(b > > c);"],
  "letters beyond ASCII": ["const η = 1;", "const ή = 1;"],
  "composed letters": ["a('é');", "a('e\u0301');"],
  "escapes of identifiers": ["\\u0061();", "\\u0062();"],
  "escapes of strings": ["a('\\x41');", "a('\\x42');"],
  "private names": ["class A { #b = 1; }", "class A { #c = 1; }"],
  "an import's phase": [
    'import * as a from "b";',
    'import defer * as a from "b";',
  ],
  "an import's attributes": [
    'import a from "./b" with { type: "text" };',
    'import a from "./b" with { type: "json" };',
  ],
  "directives of the language": ["'use strict'; a();", "'use sloppy'; a();"],
  "a declaration's kind": ["let a = 1;", "var a = 1;"],
};

for (const [name, [a, b]] of Object.entries(same)) {
  Deno.test(`digestOfTokens() does not mind ${name}`, () => {
    assertEquals(digest(a), digest(b));
    assertNotEquals(digest(a), digestOf(a));
  });
}

for (const [name, [a, b]] of Object.entries(different)) {
  Deno.test(`digestOfTokens() minds ${name}`, () => {
    assertNotEquals(digest(a), digest(b));
    assertEquals(digest(`${a} // by its tokens`), digest(a));
  });
}

Deno.test("digestOfTokens() does not take a comparison in JavaScript for type arguments", () => {
  const [a, b] = ["f(a < b, c > (d));", "f(a < e, c > (d));"];
  assertNotEquals(digest(a, "a.js"), digest(b, "a.js"));
  assertEquals(digest(a, "a.js"), digest(`${a} // more`, "a.js"));
});

Deno.test("digestOfTokens() takes by its bytes what is not text, or no module", () => {
  for (const text of ["let a = ;", "export { a };", "let `"]) {
    assertEquals(digest(text), digestOf(text));
  }
  const torn = new Uint8Array([0x2f, 0x2f, 0xff]); // `//`, and no UTF-8
  assertEquals(digestOfTokens(torn, "a.ts"), digestOf(torn));
});

Deno.test("digestOfTokens() takes every module of the project by its tokens, to its end", () => {
  const paths = [...sourcesBelow("lib"), ...sourcesBelow("pipeline")];
  assert(paths.length > 200);
  for (const path of paths) {
    const text = Deno.readTextFileSync(path);
    assertEquals(digest(`${text}\n// the end`), digest(text), path);
    assertNotEquals(digest(`${text}\nexport {};`), digest(text), path);
  }
});
