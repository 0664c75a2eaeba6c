import { assertEquals } from "@std/assert";
import { aboutText } from "../../../../pipeline/engine/provenance/about_text.ts";
import { about } from "../../../../pipeline/about.ts";

Deno.test("aboutText() tells what is ours from what is of others, in lines that fit a screen", () => {
  const { dataSets: [mnist], ...rest } = about();
  const text = aboutText({ ...rest, dataSets: [mnist] });
  assertEquals(
    text.split("\n").filter((line) => line.length > 84 || /\s$/.test(line)),
    [],
  );
  const paragraphs = text.split("\n\n").map((each) =>
    each.trim().replaceAll("\n", " ")
  );
  assertEquals(paragraphs, [
    `${rest.abstract} Of the dynamic-inversion authors, under the licence MIT.`,
    `The paper is of others: William F. Podlaski, Christian K. Machens, "${rest.paper.title}", Advances in Neural Information Processing Systems 33, 2020; https://arxiv.org/abs/2007.05112`,
    `So are the data: MNIST database of handwritten digits, of Yann LeCun, Corinna Cortes, Christopher J. C. Burges; ${mnist.url} ${mnist.description} Licence: Creative Commons Attribution–Share Alike 3.0, ${mnist.license.url}`,
  ]);
});
