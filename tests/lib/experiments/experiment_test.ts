import { assertEquals } from "@std/assert";
import * as v from "valibot";
import {
  descentSettings,
  integratorOf,
} from "../../../lib/experiments/experiment.ts";
import {
  descentEntries,
  integratorEntries,
} from "../../../lib/experiments/settings.ts";

Deno.test("descentSettings() and integratorOf() rename the settings of loops", () => {
  const descent = {
    rate: 0.5,
    minimumSteps: 3,
    maximumSteps: 7,
    target: -0.2,
  };
  const entries = { ...integratorEntries, ...descentEntries(descent) };
  const settings = v.parse(v.strictObject(entries), { integratorSteps: 9 });
  assertEquals(descentSettings(settings), descent);
  assertEquals(integratorOf(settings), { steps: 9, dt: 0.5 });
});
