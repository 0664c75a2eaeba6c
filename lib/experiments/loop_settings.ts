/**
 * The settings of loops, as rules and descents want them. Apart from the
 * schemas, which a training node need not load.
 */
import type { DescentSettings } from "../feedback/descend.ts";
import type { Integrator } from "../rules/rule.ts";

/** The integrator that settings describe. */
export function integratorOf(
  settings: { integratorSteps: number; integratorStep: number },
): Integrator {
  return { steps: settings.integratorSteps, dt: settings.integratorStep };
}

/** The settings of the descent on the spectral abscissa. */
export function descentSettings(settings: {
  optimisationRate: number;
  optimisationMinimumSteps: number;
  optimisationMaximumSteps: number;
  optimisationTarget: number;
}): DescentSettings {
  return {
    rate: settings.optimisationRate,
    minimumSteps: settings.optimisationMinimumSteps,
    maximumSteps: settings.optimisationMaximumSteps,
    target: settings.optimisationTarget,
  };
}
