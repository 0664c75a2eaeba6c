import { assertEquals } from "@std/assert";
import * as v from "valibot";
import {
  descentSettings,
  integratorOf,
} from "../../../lib/experiments/experiment.ts";
import { loopEntries } from "../../../lib/experiments/settings.ts";

Deno.test("descentSettings() and integratorOf() rename the settings of loops", () => {
  const descent = {
    rate: 0.5,
    minimumSteps: 3,
    maximumSteps: 7,
    target: -0.2,
  };
  const schema = v.strictObject(loopEntries(descent));
  const settings = v.parse(schema, { integratorSteps: 9 });
  assertEquals(descentSettings(settings), descent);
  assertEquals(integratorOf(settings), { steps: 9, dt: 0.5 });
});
