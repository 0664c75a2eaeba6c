import { batchesOf } from "../plan/batches_of.ts";
import { idOf, type Outline, shellLine } from "../plan/formats/outline.ts";
import { plural, shellWord } from "../text/words.ts";
import { asksOf, sbatchWords, type SlurmSettings } from "./settings.ts";
import { arraysOf } from "./submit.ts";

/** Tasks of an array, by Slurm's own default. */
const largest = 1000;

/**
 * A script that submits a plan: an array of jobs for each level and kind of node, after
 * those that it needs.
 *
 * @param store the folder of the store, where what jobs print is kept
 */
export function slurmText(
  outline: Outline,
  { store, settings }: { store: string; settings: SlurmSettings },
): string {
  const { title, nodes, command, where } = outline;
  const run = [...command, `--patience=${settings.patience}s`];
  const askedOf = (name: string) => JSON.stringify(asksOf(settings, name));
  const batches = batchesOf(nodes, { ...settings, askedOf });
  const variables = batches.map(() => [] as string[]);
  const arrays = arraysOf(batches, settings, largest);
  const blocks = arrays.map(({ kind, jobs, place, asks, minutes }, i) => {
    const id = `array_${i + 1}`;
    variables[place].push(id);
    const after = batches[place].needs.flatMap((need) => variables[need]);
    const count = jobs.length;
    const words = shellLine([
      `--job-name=${kind}`,
      ...sbatchWords(asks, { count, minutes }),
    ]);
    const dependency = after.length > 0
      ? ` --dependency=afterany${after.map((id) => `:$${id}`).join("")}`
      : "";
    const said = shellWord(`${kind}: ${plural(count, "job")}`);
    return `
${id}=$(submit ${words}${dependency} <<'END'
#!/bin/sh
case $SLURM_ARRAY_TASK_ID in
${jobs.map(({ nodes }, i) => `(${i}) set -- ${shellLine(nodes)};;`).join("\n")}
esac
exec ${shellLine(run)} "$@"
END
)
echo "$${id}" ${said}
`;
  });
  return `\
#!/bin/sh
# ${title}: what is not fresh, ${plural(nodes.length, "node")}.
# ${where}: sh FILE
# The jobs are yours: squeue tells of them, and scancel ends them. deno task status and
# deno task cancel know only those that --executor slurm has submitted.
set -eu
logs=${shellWord(`${store}/v1/plan/${idOf(outline)}/log`)}
mkdir -p "$logs"
submit() {
  id=$(sbatch --parsable --requeue --open-mode=append --signal=B:TERM@60 \\
    --output="$logs/%A-%a.txt" "$@") && echo "\${id%%;*}"
}
${blocks.join("")}`;
}
