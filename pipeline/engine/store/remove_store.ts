import { removeIfEmpty, removeIfThere } from "../files/remove.ts";
import { entriesOf } from "../files/entries.ts";
import { formerPart, shelvesOf, takeInventory } from "./inventory.ts";
import { storeParts } from "./store.ts";

/**
 * Removes what is the store's own from its version folder, and the folders that are
 * empty then. A link to another disk, of all of it or of a part, stays.
 *
 * @returns whether there was anything
 */
export async function removeStore(root: string): Promise<boolean> {
  const parts = [...storeParts, formerPart];
  const wasThere = entriesOf(root).some(({ name }) => parts.includes(name));
  for (const { path } of Object.values(takeInventory(root)).flat()) {
    await removeIfThere(path);
  }
  for (const part of parts.map((part) => `${root}/${part}`)) {
    for (const shelf of shelvesOf(part)) await removeIfEmpty(shelf);
    await removeIfEmpty(part);
  }
  await removeIfEmpty(root);
  return wasThere;
}
