/**
 * Does `work` on a disk that shows what lies at a path late, as NFS does: not before the
 * folder that it is in has been opened, once `appear()` was called.
 */
export async function onLateDisk<T>(
  path: string,
  work: (appear: () => void) => Promise<T>,
): Promise<T> {
  const { openSync } = Deno;
  const hidden = `${path}.hidden`;
  const folder = path.replace(/\/[^/]*$/, "");
  Deno.renameSync(path, hidden);
  let isThere = false;
  Deno.openSync = (opened, ...rest) => {
    if (isThere && opened === folder) Deno.renameSync(hidden, path);
    return openSync(opened, ...rest);
  };
  try {
    return await work(() => isThere = true);
  } finally {
    Deno.openSync = openSync;
  }
}
