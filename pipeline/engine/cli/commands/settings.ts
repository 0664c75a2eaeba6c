import { experiments } from "../../../experiments.ts";
import { experimentNamed } from "../../../settings.ts";
import { describeSettings } from "../settings_text.ts";
import { print } from "../../terminal/stream.ts";
import type { Command } from "./command.ts";

export const settings: Command = {
  name: "settings",
  operands: "[EXPERIMENT…]",
  summary: "list what --set can change: values, published value and meaning",
  details:
    "Of every experiment, or of those named. Where a profile has a value of its own, it\n" +
    "stands after the published one.",
  options: [],
  run({ operands }) {
    const chosen = operands.length === 0
      ? experiments
      : operands.map((name) => experimentNamed(name, `settings ${name}`));
    const blocks = chosen.map((experiment) =>
      describeSettings(experiment).join("\n")
    );
    print(blocks.join("\n\n"));
    return Promise.resolve();
  },
};
