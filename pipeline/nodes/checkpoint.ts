/**
 * A node's progress as bytes in its checkpoint folder. They are written aside
 * and renamed, under a digest of their own: what is torn or damaged is not
 * found, and the node starts again.
 */
import { digestOf } from "../engine/digest.ts";

const file = "state";

/** The progress kept in a folder; `undefined` if there is none that is whole. */
export function loadCheckpoint(folder: string): Uint8Array | undefined {
  let bytes: Uint8Array;
  try {
    bytes = Deno.readFileSync(`${folder}/${file}`);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
  const digest = new TextDecoder().decode(bytes.subarray(0, 64));
  const state = bytes.slice(64);
  return digestOf(state) === digest ? state : undefined;
}

/** Keeps progress in a folder in place of what was there. */
export function saveCheckpoint(folder: string, state: Uint8Array): void {
  const bytes = new Uint8Array(64 + state.length);
  bytes.set(new TextEncoder().encode(digestOf(state)));
  bytes.set(state, 64);
  const aside = `${folder}/${crypto.randomUUID()}`;
  Deno.writeFileSync(aside, bytes);
  Deno.renameSync(aside, `${folder}/${file}`);
}
