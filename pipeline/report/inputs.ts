/** What the page is made of. */
import type { Readings } from "../../lib/claims/readings.ts";
import type { Registration } from "../../lib/claims/registration.ts";
import type { Curves } from "../../lib/statistics/curves.ts";
import type { CorrectionEffects } from "../../lib/statistics/effect.ts";
import type { Ends } from "../../lib/statistics/ends.ts";
import type { Summary } from "../../lib/statistics/summary.ts";
import type { Sweep } from "../../lib/statistics/sweep.ts";
import type { Origin } from "../engine/provenance/origin.ts";
import type { Figure } from "../figures/catalogue.ts";
import type { Again } from "../studies/config_of.ts";
import type { Exercise } from "../studies/exercises.ts";
import type { Markup } from "./markup.ts";
import type { ModelSettings } from "./model_settings.ts";
import type { SweepSettings } from "./sweep_section.ts";

/** What the report's node is given. */
export interface ReportSettings {
  /** the profile, as the page names it: "quick profile" */
  label: string;
  profile: string;
  /** whether its experiments are those beyond the paper */
  beyond?: true;
  /** as people write them: `0-4; mnist-*=0` */
  seeds: string;
  /** by name, what the results depend on */
  versions: Record<string, string>;
  /** the options that give these results again */
  again: Again;
  /** of the claims; absent where the page judges none */
  registrations?: readonly Registration[];
  /** rows of the longest table that is kept beside the page; defaults to any number */
  longestTable?: number;
  figures: Figure[];
  /** each with what its profile shortens; a page without any is of sweeps alone */
  experiments: {
    name: string;
    title: string;
    label: string;
    /** absent where it is not told */
    models?: ModelSettings[];
  }[];
  /** the regressions, whose models can learn in the page; absent if there are none */
  exercises?: Exercise[];
  /** absent if there are none */
  sweeps?: SweepSettings[];
  /** every model of the experiments with its rule, each once, in the order of the page; `of` which, where its name has other rules elsewhere */
  models: {
    name: string;
    rule: string;
    added?: true;
    of?: string;
    /** whether a weight mirror teaches its feedback */
    mirrored?: true;
  }[];
}

/** What the page shows: of figures by name, of experiments by name. */
export interface ReportResults {
  /** the text of its script */
  script: string;
  figures: Record<string, Markup>;
  /** undefined where the figure's file says nothing */
  origins: Record<string, Origin | undefined>;
  summaries: Record<string, Summary>;
  curves: Record<string, Curves>;
  /** what claims take from its runs */
  readings: Record<string, Readings>;
  /** null where no error was measured */
  ends: Record<string, Ends | null>;
  /** by name; empty if there are none */
  sweeps: Record<string, Sweep>;
  /** what was found, in sentences, by experiment beyond the paper; absent if there is none */
  findings?: Record<string, string>;
  /** empty if no correction was measured */
  effects: readonly CorrectionEffects[];
}
