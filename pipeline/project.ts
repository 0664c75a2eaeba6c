import { resolve } from "node:path";
import config from "../deno.json" with { type: "json" };
import type { Project } from "./engine/files/project.ts";

/** This checkout. Its version stands in `deno.json`, and CITATION.cff repeats it. */
export const project: Project = {
  name: "dynamic-inversion",
  version: config.version,
  folder: resolve(import.meta.dirname!, ".."),
};

export const projectFolder = project.folder;
