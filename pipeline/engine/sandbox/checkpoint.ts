/**
 * A node's progress as bytes in its checkpoint folder. They are written aside
 * and renamed, under a digest of their own: what is torn or damaged is not
 * found, and the node starts again.
 */
import { writeWhole } from "../files/whole_files.ts";

const file = "state";
const digestLength = 32;

/** The web's SHA-256: it is there already, where node:crypto takes long to load. */
async function sha256(bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(
    await crypto.subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>),
  );
}

/** The progress kept in a folder; `undefined` if there is none that is whole. */
export async function loadCheckpoint(
  folder: string,
): Promise<Uint8Array | undefined> {
  let bytes: Uint8Array;
  try {
    bytes = Deno.readFileSync(`${folder}/${file}`);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
  const state = bytes.slice(digestLength);
  const digest = await sha256(state);
  const whole = bytes.length >= digestLength &&
    digest.every((byte, i) => byte === bytes[i]);
  return whole ? state : undefined;
}

/** Keeps progress in a folder in place of what was there. */
export async function saveCheckpoint(
  folder: string,
  state: Uint8Array,
): Promise<void> {
  const bytes = new Uint8Array(digestLength + state.length);
  bytes.set(await sha256(state));
  bytes.set(state, digestLength);
  writeWhole(`${folder}/${file}`, bytes);
}
