import { everythingShown } from "../outputs.ts";
import { plural } from "../../text/plural.ts";
import { removeFile, removeIfEmpty } from "../../files/remove.ts";
import { inShell } from "../../files/shell_paths.ts";
import { pathsIn } from "../../files/entries.ts";
import { removeStore } from "../../store/remove_store.ts";
import { isAside, placeOf } from "../../files/whole_files.ts";
import { print } from "../../terminal/stream.ts";
import type { Command } from "./command.ts";

export const clean: Command = {
  name: "clean",
  operands: "",
  summary: "remove what was made in outputs/; with --all, the store too",
  details:
    "Removes the files that the pipeline makes, also where links lead to them, and\n" +
    "leaves the links, and all other files.",
  options: ["all", "outputs", "store"],
  async run({ all, outputs, store }) {
    let removed = 0;
    for (const shown of everythingShown()) {
      if (await removeFile(placeOf(`${outputs}/${shown}`))) removed++;
    }
    for (const folder of [outputs, `${outputs}/tables`, `${outputs}/figures`]) {
      for (const path of pathsIn(folder).filter(isAside)) {
        await removeFile(path);
      }
      if (folder !== outputs) await removeIfEmpty(folder);
    }
    if (removed > 0) {
      print(`removed ${plural(removed, "file")} in ${inShell(outputs)}`);
    }
    // only the store's own version folder: what else is there is not ours
    if (all && await removeStore(`${store}/v1`)) {
      print(`removed ${inShell(`${store}/v1`)}`);
    }
  },
};
