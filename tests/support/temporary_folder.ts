/** Gives `work` an empty folder, and removes it afterwards. */
export async function inTemporaryFolder<T>(
  work: (folder: string) => Promise<T> | T,
): Promise<T> {
  const folder = await Deno.makeTempDir({ prefix: "dynamic inversion, " });
  try {
    return await work(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
