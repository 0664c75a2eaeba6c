import { assertEquals } from "@std/assert";
import {
  describeTimeToGo,
  secondsText,
} from "../../../../pipeline/engine/terminal/time_text.ts";

const time = {
  nodes: 12,
  seconds: 69.2,
  unknown: 0,
  otherSettings: 0,
  otherBackends: new Map<string, number>(),
};

Deno.test("secondsText() tells whole seconds, at least one", () => {
  assertEquals(secondsText(0.01), "1s");
  assertEquals(secondsText(3599.5), "1h");
  assertEquals(secondsText(3661), "1h 1m 1s");
});

Deno.test("describeTimeToGo() tells how well the time is known", () => {
  assertEquals(describeTimeToGo(time), ", about 1m 10s by earlier runs");
  assertEquals(
    describeTimeToGo({
      ...time,
      unknown: 2,
      otherSettings: 3,
      otherBackends: new Map([["wasm", 5]]),
    }),
    ", about 1m 10s by earlier runs (5 known on wasm only, 3 with other settings, 2 never run and not counted)",
  );
});

Deno.test("describeTimeToGo() keeps quiet where nothing is known", () => {
  assertEquals(describeTimeToGo({ ...time, unknown: 12 }), "");
  assertEquals(describeTimeToGo({ ...time, nodes: 0 }), "");
});
