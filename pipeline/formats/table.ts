import type { Tables } from "../engine/cli/pipeline.ts";
import { columnsOf } from "./columns.ts";
import { encodeJson } from "./json.ts";
import { encodeParquet } from "./parquet.ts";

/** What `table` prints besides CSV. */
export const tableFormats: Tables["formats"] = {
  json: (csv) => encodeJson(columnsOf(csv)),
  parquet: (csv) => [encodeParquet(columnsOf(csv))],
};
