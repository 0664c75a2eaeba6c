import type {
  FurtherChoices,
  FurtherModel,
} from "../../lib/experiments/further_model.ts";
import type { ImageSetName } from "./image_sets.ts";
import type { SettingsSchema } from "./settings.ts";

/** What the pipeline needs to know of an experiment. */
export interface Experiment {
  name: string;
  title: string;
  /** the folder of `lib/experiments/` whose `initialise.ts` and `train.ts` its nodes run */
  program: string;
  settings: SettingsSchema;
  /** the settings that its `initialise` node reads; its `train` nodes read all */
  initialiseSettings: readonly string[];
  /** every model it knows, in the order of figures and tables */
  models: readonly FurtherModel[];
  /** what models can be made of */
  choices: FurtherChoices;
  /** the names of those that are trained unless others are asked for; all if not given */
  defaultModels?: readonly string[];
  /** whether it learns from MNIST, by tensors of a backend; others compute float64 without one */
  mnist: boolean;
  /** which images it learns in place of MNIST's, in their form */
  images?: ImageSetName;
  /** why its models cannot be swept, where they end with no error to compare; absent where they can */
  unswept?: string;
  /** what its `train` nodes leave besides what all do */
  leaves?: readonly string[];
}
