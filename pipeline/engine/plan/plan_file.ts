/**
 * A plan that is kept in a store, so that jobs which start later, on other machines, find
 * all that they need to know by a number:
 *
 *     v1/plan/<id>/plan.json       what is wanted, and the jobs that bring it about
 *     v1/plan/<id>/ended/<N>.json  how the nodes of job N ended, when it was last run
 *
 * The jobs of all batches are numbered through, in their order, from 0.
 */
import * as v from "valibot";
import { type Digest, isDigest } from "../files/digest.ts";
import { writeWhole } from "../files/whole_files.ts";
import { askAgain, readText } from "../store/shared_disks.ts";
import { CliError, refusal } from "../text/errors.ts";
import type { Job, Plan } from "./plan.ts";

const names = v.array(v.string());
const seconds = v.nullable(v.number());
const place = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What a command line wants of a pipeline, as plain data. */
const wantedSchema = v.object({
  profile: v.string(),
  seeds: v.record(v.string(), v.array(v.number())),
  set: names,
  model: names,
  config: v.nullable(v.looseObject({
    seeds: v.record(v.string(), v.array(v.number())),
    content: v.unknown(),
  })),
  sweep: v.optional(v.object({
    experiment: v.string(),
    grid: names,
    models: v.nullable(v.string()),
  })),
  backend: v.string(),
  source: v.nullable(v.string()),
  scale: v.optional(v.nullable(v.number())),
});

const planSchema = v.object({
  schema: v.literal(1),
  wanted: wantedSchema,
  nodes: v.array(v.object({
    name: v.string(),
    needs: names,
    seconds,
    work: v.custom<Digest>(isDigest),
  })),
  batches: v.array(v.object({
    kind: v.string(),
    jobs: v.array(v.object({ nodes: names, seconds })),
    needs: v.array(place),
  })),
});

/** A plan, and what it is of. */
export type PlanFile = v.InferOutput<typeof planSchema>;

const planText = v.pipe(v.string(), v.parseJson(), planSchema);

const endingSchema = v.object({
  nodes: v.record(
    v.string(),
    v.object({
      status: v.picklist(["ran", "fresh", "failed", "skipped", "missing"]),
      message: v.optional(v.string()),
    }),
  ),
});

/** How each node of a job ended, and why, if it has no result. */
export type JobEnding = v.InferOutput<typeof endingSchema>;

const endingText = v.pipe(v.string(), v.parseJson(), endingSchema);

/** Where the plans of a store are. */
export const plansOf = (store: { root: string }) => `${store.root}/plan`;

/** Writes `plan.json` into a plan's folder, and gives its path. */
export function writePlan(
  folder: string,
  wanted: PlanFile["wanted"],
  { nodes, batches }: Plan,
): string {
  const path = `${folder}/plan.json`;
  const plan = { schema: 1, wanted, nodes, batches };
  writeWhole(path, JSON.stringify(plan) + "\n");
  return path;
}

/** Reads a plan. @throws {CliError} if there is none, or one of another version. */
export function readPlan(path: string): PlanFile {
  let text: string;
  try {
    text = Deno.readTextFileSync(path);
  } catch (error) {
    throw refusal(`read the plan ${path}`, error, {
      remedy: "name the plan.json of a plan in the store",
    });
  }
  const { success, output } = v.safeParse(planText, text);
  if (success) return output;
  throw new CliError(
    `Cannot read the plan ${path}: it is none, or one of another version; plan again`,
  );
}

/** The jobs of all batches: each at the place that is its number. */
export function jobsOf({ batches }: Pick<Plan, "batches">): Job[] {
  return batches.flatMap(({ jobs }) => jobs);
}

/** The number of each batch's first job. */
export function firstJobs({ batches }: Pick<Plan, "batches">): number[] {
  let next = 0;
  return batches.map(({ jobs }) => {
    const first = next;
    next += jobs.length;
    return first;
  });
}

/** Leaves how a job has ended beside its plan, for those who ask why a node has no result. */
export function writeEnding(
  folder: string,
  job: number,
  ending: JobEnding,
): void {
  writeWhole(endingPath(folder, job), JSON.stringify(ending) + "\n");
}

/** How a job ended when it was last run; `undefined` if it left no word. */
export function readEnding(folder: string, job: number): JobEnding | undefined {
  const path = endingPath(folder, job);
  askAgain(folder, path); // another machine may have written it just now
  const text = readText(path);
  const { success, output } = v.safeParse(endingText, text);
  return success ? output : undefined;
}

const endingPath = (folder: string, job: number) =>
  `${folder}/ended/${job}.json`;
