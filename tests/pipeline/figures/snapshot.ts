/**
 * Compares `svg` with the picture kept as `tests/snapshots/<name>.svg`.
 *
 * A picture that differs is written beside it as `<name>-changed.svg`, to be looked at and, if
 * right, put in its place. A picture that is not kept yet is kept, except under CI, where it is
 * missing.
 *
 * @throws {Error} if it differs, or is missing under CI.
 */
export function assertSnapshot(
  name: string,
  svg: string,
  { folder = kept, ci = Deno.env.has("CI") }: { folder?: URL; ci?: boolean } =
    {},
): void {
  const path = new URL(`${name}.svg`, folder);
  const changed = new URL(`${name}-changed.svg`, folder);
  const before = read(path);
  if (before === svg) {
    if (read(changed) !== undefined) Deno.removeSync(changed);
    return;
  }
  if (before === undefined && !ci) return Deno.writeTextFileSync(path, svg);
  Deno.writeTextFileSync(changed, svg);
  throw new Error(
    before === undefined
      ? `Snapshot ${name}.svg is missing: look at ${name}-changed.svg and keep it under that name`
      : `Picture ${name} differs from its snapshot: compare ${name}-changed.svg with ${name}.svg in tests/snapshots, and rename it if it is right`,
  );
}

const kept = new URL("../../snapshots/", import.meta.url);

function read(path: URL): string | undefined {
  try {
    return Deno.readTextFileSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
