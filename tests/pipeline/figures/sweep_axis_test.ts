import { assertEquals } from "@std/assert";
import {
  logTicks,
  tickText,
  valueTexts,
} from "../../../pipeline/figures/sweep_axis.ts";

Deno.test("valueTexts() writes all powers of ten as such, or none", () => {
  assertEquals(valueTexts([1e-3, .01, .1, 1]), ["10⁻³", "10⁻²", "10⁻¹", "1"]);
  assertEquals(valueTexts([0, .01, .1]), ["0", "0.01", "0.1"]);
  assertEquals(valueTexts([1e-4, 3e-4]), ["10⁻⁴", "0.0003"]);
  assertEquals(valueTexts(["random", true]), ["random", "true"]);
});

Deno.test("tickText() tells the ticks of any axis apart", () => {
  const textsOf = (low: number, high: number) => {
    const { ticks } = logTicks(low, high, 6);
    return ticks.map((tick) => tickText(tick, ticks));
  };
  assertEquals(textsOf(.1, 1), ["0.1", "0.2", "0.5", "1"]);
  assertEquals(textsOf(2e-4, 1e-3), ["2×10⁻⁴", "5×10⁻⁴", "10⁻³"]);
  assertEquals(textsOf(.06, 5).slice(0, 3), ["0.05", "0.1", "0.2"]);
  assertEquals(textsOf(1e-3, 1), ["10⁻³", "10⁻²", "10⁻¹", "1"]);
});
