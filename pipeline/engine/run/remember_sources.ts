import type { Code } from "../graph/code.ts";
import { type Digest, digestOf } from "../files/digest.ts";

/** How this module touches the world. */
export interface SourceEffects {
  /** digests of the sources that are remembered already */
  known(): ReadonlySet<string>;
  remember(sources: ReadonlyMap<Digest, Uint8Array>): void;
  /** the bytes of a project file */
  read(path: string): Uint8Array;
}

/**
 * Remembers all sources that keys name, so that a later change can be told for
 * what it is. Only what is not known yet is read.
 */
export function rememberSources(
  code: ReadonlyMap<string, Code>,
  { known, remember, read }: SourceEffects,
): void {
  const remembered = known();
  const missing = new Map<string, string>();
  for (const reached of code.values()) {
    for (const [path, digest] of Object.entries(reached)) {
      if (isScript(path) && !remembered.has(digest)) missing.set(path, digest);
    }
  }
  const sources = new Map<Digest, Uint8Array>();
  for (const [path, digest] of missing) {
    const content = read(path);
    const now = digestOf(content);
    // it may have been edited since its digest was taken
    if (now === digest) sources.set(now, content);
  }
  if (sources.size > 0) remember(sources);
}

/** Whether a name in a key's code is that of a project file with comments to tell apart. */
function isScript(name: string): boolean {
  return !name.startsWith("npm:") && /\.(ts|js)$/.test(name);
}
