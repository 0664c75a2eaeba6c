/** A point of a sweep: a study and a model like any other, so its nodes are, too. */
import type {
  SweptAxis,
  SweptModel,
  SweptValue,
} from "../../lib/statistics/sweep.ts";
import { usageError } from "../engine/text/errors.ts";
import * as models from "./models.ts";
import type { Study } from "./studies.ts";
import type { SweptKey } from "./sweep_request.ts";

/** A model at each of its points. */
export type SweepModel = Pick<SweptModel, "name" | "usual"> & {
  points: SweepPoint[];
};

/** What a model is at one point. */
export interface SweepPoint {
  /** how it differs from what it is when nothing is swept: `eta=0.1,leak=0`; empty if it does not */
  name: string;
  values: Record<string, SweptValue>;
  /** with the settings, and the start, of this point */
  study: Study;
  model: models.StudyModel;
}

/** A model at every point of the axes that it reads. */
export function sweepModel(
  { study, model }: Pick<SweepPoint, "study" | "model">,
  axes: readonly SweptAxis[],
  grid: readonly SweptKey[],
): SweepModel {
  const { name } = model;
  const values = models.valuesOf(model, study.settings);
  const usual = picked(values, axes.map(({ key }) => key));
  const points = axes.reduce<SweepPoint["values"][]>(
    (points, { key, values }) =>
      points.flatMap((point) =>
        values.map((value) => ({ ...point, [key]: value }))
      ),
    [{}],
  ).map((values) => {
    try {
      return pointOf(values, usual, { study, model });
    } catch (error) {
      if (!(error instanceof models.FieldError)) throw error;
      const { field, message } = error;
      const { where } = grid.find(({ key }) => key === field) ?? grid[0];
      throw usageError(
        `Cannot set ${study.name}.${name}.${field} to ${
          values[field]
        } by ${where}: ${message}`,
      );
    }
  });
  return { name, usual, points };
}

/** A study and a model with the values of a point, where they differ from what both have. */
function pointOf(
  values: SweepPoint["values"],
  usual: SweepPoint["values"],
  { study, model }: Pick<SweepPoint, "study" | "model">,
): SweepPoint {
  const { initialiseSettings, settings, name } = study;
  const differs = (key: string) => values[key] !== usual[key];
  const changed = Object.keys(values).filter((key) =>
    differs(key) ||
    // other feedback comes without a scale of its own
    key === "scale" && differs("feedback") ||
    // the setting is what a single loop without a transfer of its own has
    key === "transfer" && differs("singleLoopTransfer")
  ).sort();
  const nameOf = (keys: readonly string[]) =>
    keys.map((key) => `${key}=${values[key]}`).join();
  const { ofStart = [], ofModel = [] } = Object.groupBy(
    changed,
    (key) => initialiseSettings.includes(key) ? "ofStart" : "ofModel",
  );
  const before = models.fieldsOf(model);
  const fields = models.withFields(before, picked(values, ofModel), study);
  return {
    name: nameOf(changed),
    values,
    study: ofStart.length === 0 ? study : {
      ...study,
      settings: { ...settings, ...picked(values, ofStart) },
      start: `${name}/${nameOf(ofStart)}`,
    },
    model: ofModel.length === 0
      ? model
      : models.modelOf(model.name, fields, study),
  };
}

function picked(
  values: Record<string, unknown>,
  keys: readonly string[],
): SweepPoint["values"] {
  return Object.fromEntries(
    keys.map((key) => [key, values[key] as SweptValue]),
  );
}
