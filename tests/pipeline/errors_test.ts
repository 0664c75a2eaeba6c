import { assert, assertEquals, assertRejects } from "@std/assert";
import { digestOfFile } from "../../pipeline/engine/digest.ts";
import { describeSystemError, isSystemError } from "../../pipeline/errors.ts";
import { inTemporaryFolder } from "./temporary_folder.ts";

Deno.test("describeSystemError() says what could not be done with which path, and why", async () => {
  await inTemporaryFolder(async (folder) => {
    const file = `${folder}/file`;
    await Deno.writeTextFile(file, "");
    const said = async (deed: () => Promise<unknown>) => {
      const error = await assertRejects(deed, Error);
      assert(isSystemError(error), error.message);
      return describeSystemError(error);
    };
    const [inner, longest] = [`${file}/inner`, `${folder}/${"x".repeat(300)}`];
    assertEquals(
      await said(() => Deno.writeTextFile(folder, "")),
      `Cannot write ${folder}: Is a directory`,
    );
    assertEquals(
      await said(() => Deno.mkdir(inner)),
      `Cannot make ${inner}: Not a directory`,
    );
    assertEquals(
      await said(() => Deno.rename(inner, file)),
      `Cannot rename ${inner} to ${file}: Not a directory`,
    );
    assertEquals(
      await said(() => Deno.open(longest)),
      `Cannot open ${longest}: File name too long`,
    );
    assertEquals(
      await said(() => digestOfFile(folder)),
      `Cannot read ${folder}: Is a directory`,
    );
  });
});

Deno.test("isSystemError() leaves defects alone", () => {
  assert(!isSystemError(new TypeError("x is not a function")));
  assert(!isSystemError(new Deno.errors.NotCapable("no --allow-read")));
  const wrongUse = Object.assign(new TypeError(), { code: "ERR_INVALID_URL" });
  assert(!isSystemError(wrongUse));
});
