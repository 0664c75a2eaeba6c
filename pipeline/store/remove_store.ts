import { isLink, removeIfEmpty, removeIfThere } from "../remove.ts";
import { pathsIn } from "./entries.ts";
import { storeParts } from "./store.ts";
import { shelvesOf, takeInventory } from "./inventory.ts";

/**
 * Removes a store's version folder. A link to another disk, of all of it or of a
 * part, stays: where it leads, what is the store's own goes, and nothing else.
 *
 * @returns whether there was anything
 */
export async function removeStore(root: string): Promise<boolean> {
  const parts = storeParts.map((part) => `${root}/${part}`);
  if (![root, ...parts].some(isLink)) return await removeIfThere(root);
  const wasThere = pathsIn(root).length > 0;
  for (const { path } of Object.values(takeInventory(root)).flat()) {
    await removeIfThere(path);
  }
  for (const part of parts) {
    if (!isLink(part)) await removeIfThere(part);
    else for (const shelf of shelvesOf(part)) await removeIfEmpty(shelf);
  }
  await removeIfEmpty(root);
  return wasThere;
}
