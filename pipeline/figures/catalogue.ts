/**
 * Every figure of the pipeline, in the order of the paper. Data alone: importing it draws nothing
 * and loads no library.
 */
import { figure3a } from "./figure_3a.ts";
import { figure3b } from "./figure_3b.ts";
import { figure3c } from "./figure_3c.ts";
import { figure3d } from "./figure_3d.ts";
import { figure3e } from "./figure_3e.ts";
import { figure3f } from "./figure_3f.ts";
import { figure4a } from "./figure_4a.ts";
import type { Panel } from "./panel.ts";

/** What is said about a figure, and where its numbers come from. */
export interface Figure {
  name: string;
  title: string;
  caption: string;
  experiment: string;
  /** remakes the figure */
  command: string;
}

export const figures: readonly Figure[] = [
  figure3a,
  figure3b,
  figure3c,
  figure3d,
  figure3e,
  figure3f,
  figure4a,
].map(({ name, title, caption, experiment }: Panel) => ({
  name,
  title,
  caption,
  experiment,
  command: `deno task render ${name}`,
}));
