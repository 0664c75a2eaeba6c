/** Namespaces of process ids, such as containers have, in which these begin at 1. */
import { testUnless } from "./test_unless.ts";

const apart = ["unshare", "--pid", "--fork", "--kill-child", "--mount-proc"];
const entrance = [apart, [...apart, "--map-root-user"]].find(isAllowed);

/** Names and runs a test that is given what starts a program in a namespace of its own. */
export function namespaceTest(
  sentence: string,
  body: (entrance: readonly string[]) => Promise<void>,
): void {
  testUnless(
    entrance ? undefined : "this user may make no namespace of process ids",
    sentence,
    () => body(entrance!),
  );
}

function isAllowed([program, ...words]: string[]): boolean {
  try {
    const args = [...words, "true"];
    return new Deno.Command(program, { args, stderr: "null" })
      .outputSync().success;
  } catch {
    return false; // there is no such program
  }
}
