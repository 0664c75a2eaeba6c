import { assert, assertEquals, assertRejects } from "@std/assert";
import { digestOfFile } from "../../../../pipeline/engine/files/digest.ts";
import {
  CliError,
  describeSystemError,
  isSystemError,
  refusal,
  systemState,
} from "../../../../pipeline/engine/text/errors.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";

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
      `Cannot write ${folder}: it is a folder`,
    );
    assertEquals(
      await said(() => Deno.mkdir(inner)),
      `Cannot make ${inner}: a file is where a folder should be`,
    );
    assertEquals(
      await said(() => Deno.rename(inner, file)),
      `Cannot rename ${inner} to ${file}: a file is where a folder should be`,
    );
    assertEquals(
      await said(() => Deno.open(longest)),
      `Cannot open ${longest}: File name too long`,
    );
    assertEquals(
      await said(() => digestOfFile(folder)),
      `Cannot read ${folder}: it is a folder`,
    );
  });
});

Deno.test("isSystemError() leaves defects alone", () => {
  assert(!isSystemError(new TypeError("x is not a function")));
  assert(!isSystemError(new Deno.errors.NotCapable("no --allow-read")));
  const wrongUse = Object.assign(new TypeError(), { code: "ERR_INVALID_URL" });
  assert(!isSystemError(wrongUse));
});

/** A refusal of Deno's, as it words it. */
const refused = (place: string) =>
  new Deno.errors.NotCapable(
    `Requires all access to "${place}", run again with the --allow-all flag`,
  );

Deno.test("what Deno keeps from every program is refused in one sentence, and nothing else that it was not given", () => {
  const says = "Deno lets no program use that place";
  for (const place of ["/proc/x", "/sys", "/dev/full"]) {
    const error = refused(place);
    assert(isSystemError(error));
    assertEquals(describeSystemError(error), `Cannot use ${place}: ${says}`);
    const failure = refusal("write x", error, { remedy: "mend it" });
    assert(failure instanceof CliError);
    assertEquals(
      (failure as CliError).message,
      `Cannot write x: ${says}; mend it`,
    );
  }
  for (const place of ["/home/proc/x", "/process", "/root/dev"]) {
    const error = refused(place);
    assert(!isSystemError(error));
    assertEquals(refusal("write x", error), error);
  }
});

Deno.test("systemState() leaves out the system's number and Deno's word for the deed", () => {
  const states = {
    "Is a directory (os error 21): readfile '/x'": "it is a folder",
    "Not a directory (os error 20): mkdir '/x/y'":
      "a file is where a folder should be",
    "No space left on device (os error 28)": "No space left on device",
    "x is a link to y, which is not there":
      "x is a link to y, which is not there",
  };
  for (const [message, state] of Object.entries(states)) {
    assertEquals(systemState(new Error(message)), state);
  }
});
