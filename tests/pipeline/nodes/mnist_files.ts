/** Small IDX files under the names of MNIST, for tests of the nodes that read them. */

/** Writes 50 training and 20 test images; name → path. */
export async function writeImages(
  folder: string,
): Promise<Record<string, string>> {
  const inputs: Record<string, string> = {};
  for (const [set, count] of [["train", 50], ["t10k", 20]] as const) {
    const size = [0, 0, 0, count];
    const labels = Array.from({ length: count }, (_, n) => n % 10);
    const pixels = Uint8Array.from(
      { length: count * 784 },
      (_, i) => (i * i * 31 + Math.floor(i / 784) * 97) % 256,
    );
    const files = {
      [`${set}-images-idx3-ubyte`]: [
        ...[0, 0, 8, 3, ...size, 0, 0, 0, 28, 0, 0, 0, 28],
        ...pixels,
      ],
      [`${set}-labels-idx1-ubyte`]: [0, 0, 8, 1, ...size, ...labels],
    };
    for (const [name, bytes] of Object.entries(files)) {
      inputs[name] = `${folder}/${name}`;
      await Deno.writeFile(inputs[name], Uint8Array.from(bytes));
    }
  }
  return inputs;
}
