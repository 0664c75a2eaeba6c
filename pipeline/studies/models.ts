/**
 * Models as people write them: a rule, its feedback and leak, and settings of its own,
 * each checked, and where the rule reads them.
 */
import * as v from "valibot";
import type { FurtherModel } from "../../lib/experiments/further_model.ts";
import type { FeedbackSpec } from "../../lib/feedback/initial.ts";
import { inversionTransfers } from "../../lib/rules/dynamic_inversion.ts";
import {
  everyRule,
  type EveryRuleName,
  everyRuleName,
} from "../../lib/rules/further_rules.ts";
import type { Json } from "../engine/text/canonical_json.ts";
import { alternatives } from "../engine/text/suggest.ts";
import type { Experiment } from "./experiment.ts";

/** A model of a run, with the settings of its experiment that are its own. */
export interface StudyModel extends Omit<FurtherModel, "own"> {
  own?: Record<string, Json>;
  /** whether the experiment has no such model of itself */
  added?: true;
}

/** A model field by field, as people write it. */
export type Fields = Record<string, Json>;

const scaled = ["transpose", "pseudoinverse", "sign"] as const;
const feedbackWords = [
  ...["none", "random", "optimised"] as const,
  ...scaled.flatMap((kind) => [kind, `neg-${kind}`] as const),
];

/** The fields that every model may have, with what each means. */
export const modelFields = {
  rule: v.pipe(
    v.picklist(everyRuleName, `it is not ${alternatives(everyRuleName)}`),
    v.description("the learning rule"),
  ),
  feedback: v.pipe(
    v.picklist(
      feedbackWords,
      `it is not ${alternatives(feedbackWords.slice(1))}`, // no rule reads none
    ),
    v.description("where its feedback comes from before training"),
  ),
  scale: v.pipe(
    v.number("it is not a number"),
    v.check((scale) => scale !== 0, "it is zero"),
    v.minValue(-1e38, "it is less than -1e+38"),
    v.maxValue(1e38, "it is greater than 1e+38"),
    v.description("by which the feedback is multiplied"),
  ),
  leak: v.pipe(
    v.number("it is not a number"),
    v.minValue(0, "it is negative"),
    v.maxValue(1e38, "it is greater than 1e+38"),
    v.description("leak α of the controller"),
  ),
  transfer: v.pipe(
    v.picklist(
      inversionTransfers,
      `it is not ${alternatives(inversionTransfers)}`,
    ),
    v.description("what the loop takes for the transfer function of a layer"),
  ),
};

/** A field that rules read or do not; the others are settings of the experiment. */
export function isModelField(name: string): name is keyof typeof modelFields {
  return Object.hasOwn(modelFields, name);
}

/** What is wrong with a field of a model, and with which. */
export class FieldError extends Error {
  constructor(readonly field: string, message: string) {
    super(message);
  }
}

/** A model's fields: those that its rule reads, and its own settings. */
export function fieldsOf(
  { rule, feedback, leak, transfer, own }: StudyModel,
): Fields {
  return {
    rule,
    ...reads(rule, "feedback") && feedbackFields(feedback),
    ...reads(rule, "leak") && { leak },
    ...transfer !== undefined && { transfer },
    ...own,
  };
}

/** A model's fields, its scale also where it is 1, since what it is said of may have another. */
export function everyFieldOf(model: StudyModel): Fields {
  const { rule, feedback, ...rest } = fieldsOf(model);
  return { rule, ...feedback !== undefined && { feedback, scale: 1 }, ...rest };
}

/** What a model has of every setting and field, whether it is said of it or not. */
export function valuesOf(model: StudyModel, settings: Fields): Fields {
  const { singleLoopTransfer = "tanh" } = { ...settings, ...model.own };
  const transfer = model.rule === "SDI" ? singleLoopTransfer : "linear";
  return { scale: 1, transfer, ...settings, ...fieldsOf(model) };
}

/** A model in words: `DI, feedback random, leak 0.1, eta 0.02`. */
export function modelText(model: StudyModel): string {
  const { rule, ...rest } = fieldsOf(model);
  const fields = Object.entries(rest).map(([key, value]) => `${key} ${value}`);
  return [rule, ...fields].join(", ");
}

function feedbackFields(feedback: FeedbackSpec): Fields {
  const { kind } = feedback;
  const scale = "scale" in feedback ? feedback.scale ?? 1 : 1;
  const isNegative = scale < 0 && scaled.some((each) => each === kind);
  const size = isNegative ? -scale : scale;
  return {
    feedback: isNegative ? `neg-${kind}` : kind,
    ...size !== 1 && { scale: size },
  };
}

/** Whether a rule reads a field or setting; all read the settings. */
export function reads(rule: EveryRuleName, key: string): boolean {
  if (!isModelField(key) || key === "rule") return true;
  return everyRule[rule].reads.includes(key === "scale" ? "feedback" : key);
}

/** The fields that some rule of an experiment reads. */
export function fieldsRead({ choices }: Pick<Experiment, "choices">) {
  return (Object.keys(modelFields) as (keyof typeof modelFields)[])
    .filter((field) => choices.rules.some((rule) => reads(rule, field)));
}

/** The settings of an experiment that a model can have of its own: all but those of the start and of what iterations are, which models share. */
export function ownSettings(
  { settings: { entries }, initialiseSettings }: Experiment,
): string[] {
  return Object.keys(entries).filter((key) =>
    key !== "batchSize" && !initialiseSettings.includes(key)
  );
}

/**
 * The fields with others that count more. A new rule takes the fields of the model
 * of its name, if there is one, for those that are not given; new feedback is not scaled unless that is given.
 */
export function withFields(
  before: Fields,
  changed: Fields,
  { models }: { models: readonly StudyModel[] },
): Fields {
  const { rule, feedback } = changed;
  if (rule !== undefined && rule !== before.rule) {
    const usual = models.find(({ name }) => name === rule);
    const own = Object.entries(before).filter(([key]) => !isModelField(key));
    before = { ...usual && fieldsOf(usual), ...Object.fromEntries(own) };
  }
  if (feedback !== undefined && feedback !== before.feedback) {
    const { scale: _, ...rest } = before;
    before = rest;
  }
  return { ...before, ...changed };
}

/**
 * The model of some fields, each of which fits its schema.
 *
 * @throws {FieldError} if a rule does not read a field, or the experiment cannot have it.
 */
export function modelOf(
  name: string,
  fields: Fields,
  experiment: Pick<Experiment, "name" | "choices">,
): StudyModel {
  const { rule, feedback = "none", scale = 1, leak = 0, transfer, ...own } =
    fields as {
      rule: EveryRuleName;
      feedback?: string;
      scale?: number;
      leak?: number;
    } & Fields;
  const choices = choicesOf(experiment);
  const unread = Object.keys(fields).find((field) => !reads(rule, field));
  if (unread) throw new FieldError(unread, `${rule} has no ${unread}`);
  const kind = kindOf(feedback);
  if (reads(rule, "feedback") && !choices.feedback.includes(feedback)) {
    const why = kind === "none"
      ? `${rule} needs feedback`
      : `${experiment.name} has no ${kind} feedback`;
    const others = alternatives(choices.feedback);
    throw new FieldError("feedback", `${why}; it can be ${others}`);
  }
  if (transfer !== undefined && !choices.transfer.includes(`${transfer}`)) {
    const others = alternatives(choices.transfer);
    const why = `the loops of ${experiment.name} have only ${others}`;
    throw new FieldError("transfer", why);
  }
  return {
    name,
    rule,
    feedback: feedbackOf(kind, feedback === kind ? scale : -scale),
    leak,
    ...transfer !== undefined &&
      { transfer: transfer as FurtherModel["transfer"] },
    ...Object.keys(own).length > 0 && { own },
  };
}

/** What the fields that are words can be in an experiment. */
export function choicesOf({ choices }: Pick<Experiment, "choices">) {
  const feedback = feedbackWords.filter((word) =>
    word !== "none" && choices.feedbacks.includes(kindOf(word))
  );
  const { rules: rule, transfers: transfer } = choices;
  return { rule, feedback, transfer } as Record<
    "rule" | "feedback" | "transfer",
    readonly string[]
  >;
}

const kindOf = (feedback: string) =>
  feedback.replace(/^neg-/, "") as FeedbackSpec["kind"];

/** Feedback of a kind; what is drawn stays as it is, without a scale, where that is 1. */
function feedbackOf(kind: FeedbackSpec["kind"], scale: number): FeedbackSpec {
  const isPlain = kind === "none" ||
    scale === 1 && !scaled.some((each) => each === kind);
  return (isPlain ? { kind } : { kind, scale }) as FeedbackSpec;
}
