import { backendNameOf, backendNames } from "../../backends/backend.ts";
import { committed, defaultProfile, type ProfileName } from "../../profiles.ts";
import type { Again } from "../../report/command_text.ts";
import {
  experimentNamed,
  modelsOf,
  settingsOf,
  wantedCorrections,
} from "../../settings.ts";
import type { Study, Wanted } from "../../stages.ts";

/** The options that ask for a run again, where they are not the defaults. */
export function againOf(
  { studies, seeds, profile }: Omit<Wanted, "mnistSource">,
): Again {
  const backend = studies
    .flatMap(({ backend }) => backend === null ? [] : [backendNameOf(backend)])
    .find((name) => name !== backendNames[0]);
  const set = Object.fromEntries(
    studies.map((study) => [study.name, assignmentsOf(study, profile)] as const)
      .filter(([, assignments]) => assignments.length > 0),
  );
  return {
    ...profile !== defaultProfile && { profile },
    ...profile === committed.profile && { outputs: `outputs/${profile}` },
    ...seeds.join() !== "0" && { seeds: seedList(seeds) },
    ...backend && { backend },
    ...Object.keys(set).length > 0 && { set },
  };
}

/** What a study has otherwise than its profile, as `--set` takes it. */
function assignmentsOf(study: Study, profile: ProfileName): string[] {
  const experiment = experimentNamed(study.name, study.name);
  const usual = {
    settings: settingsOf(experiment, {
      profile,
      assignments: [],
    }),
    models: modelsOf(experiment, []).map(({ name }) => name).join(),
    corrections: wantedCorrections(experiment, []).map(({ id }) => id).join(),
  };
  const models = study.models.map(({ name }) => name).join();
  const corrections = (study.corrections ?? []).map(({ id }) => id).join();
  return [
    ...Object.entries(study.settings)
      .filter(([key, value]) => value !== usual.settings[key])
      .map(([key, value]) => `${key}=${value}`),
    ...models === usual.models ? [] : [`models=${models}`],
    ...corrections === usual.corrections
      ? []
      : [`corrections=${corrections || "none"}`],
  ];
}

/** Rising seeds as `--seeds` takes them: `0-4,7`. */
export function seedList(seeds: readonly number[]): string {
  const ranges: [first: number, last: number][] = [];
  for (const seed of seeds) {
    const range = ranges.at(-1);
    if (range && seed === range[1] + 1) range[1] = seed;
    else ranges.push([seed, seed]);
  }
  return ranges.map(([first, last]) =>
    first === last ? `${first}` : `${first}-${last}`
  ).join(",");
}
