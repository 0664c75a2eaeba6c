import { assertAlmostEquals, assertEquals } from "@std/assert";
import { DecayedScale } from "../../../lib/network/decayed_scale.ts";

Deno.test("DecayedScale keeps a decay that float32 would lose", () => {
  const scale = new DecayedScale();
  for (let n = 0; n < 1000; n++) assertEquals(scale.decay(1 - 1e-10), 1);
  assertAlmostEquals((1 - scale.value) / 1e-7, 1, 1e-6);
});

Deno.test("DecayedScale hands halves over when it has become small", () => {
  const scale = new DecayedScale();
  let kept = 1;
  for (let n = 0; n < 10; n++) {
    kept *= scale.decay(0.3);
    assertEquals(scale.value >= 0.5 && scale.value <= 1, true);
    assertAlmostEquals(kept * scale.value / 0.3 ** (n + 1), 1, 1e-12);
    assertEquals(Math.log2(kept) % 1, 0);
  }
});

Deno.test("DecayedScale begins anew where nothing is kept", () => {
  const scale = new DecayedScale(0.7);
  assertEquals(scale.decay(0), 0);
  assertEquals(scale.value, 1);
});
