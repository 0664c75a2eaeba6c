/**
 * Names and runs a test that needs what not every machine has. Where that is
 * missing, the test is skipped and its name says why.
 *
 * @param missing what is missing; undefined if nothing is
 */
export function testUnless(
  missing: string | undefined,
  sentence: string,
  body: Deno.TestDefinition["fn"],
  sanitizers: Pick<
    Deno.TestDefinition,
    "sanitizeOps" | "sanitizeResources"
  > = {},
): void {
  const skipped = missing !== undefined;
  Deno.test({
    ...sanitizers,
    name: skipped ? `${sentence} (skipped: ${missing})` : sentence,
    ignore: skipped,
    fn: body,
  });
}
