import type { Code } from "./code.ts";
import { type Digest, digestOf } from "./digest.ts";
import { partsOf, type SourceParts } from "./source_parts.ts";

/** How this module touches the world. */
export interface SourceEffects {
  /** digests of the sources that are remembered already */
  known(): ReadonlySet<string>;
  remember(source: Digest, parts: SourceParts): Promise<void>;
  /** the bytes of a project file */
  read(path: string): Promise<Uint8Array>;
}

/**
 * Remembers the parts of all sources that keys name, so that a later change can
 * be told for what it is. Only what is not known yet is read.
 */
export async function rememberSources(
  code: ReadonlyMap<string, Code>,
  { known, remember, read }: SourceEffects,
): Promise<void> {
  const remembered = known();
  const missing = new Map<string, string>();
  for (const reached of code.values()) {
    for (const [path, digest] of Object.entries(reached)) {
      if (isScript(path) && !remembered.has(digest)) missing.set(path, digest);
    }
  }
  for (const [path, digest] of missing) {
    const content = await read(path);
    const now = digestOf(content);
    // it may have been edited since its digest was taken
    if (now !== digest) continue;
    await remember(now, partsOf(new TextDecoder().decode(content)));
  }
}

/** Whether a name in a key's code is that of a project file with comments to tell apart. */
function isScript(name: string): boolean {
  return !name.startsWith("npm:") && /\.(ts|js)$/.test(name);
}
