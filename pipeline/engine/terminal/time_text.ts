import { format } from "@std/fmt/duration";
import type { TimeToGo } from "../run/time_to_go.ts";

/** Seconds in words, `1m 10s`: whole ones, and at least one. */
export function secondsText(seconds: number): string {
  return format(Math.max(1, Math.ceil(seconds)) * 1000, { ignoreZero: true });
}

/**
 * What is known of the time to go, to stand after a count of nodes:
 * `, about 1m 10s by earlier runs (2 known on wasm only, 3 never run)`.
 */
export function describeTimeToGo(
  { nodes, seconds, unknown, otherSettings, otherBackends }: TimeToGo,
): string {
  if (nodes === 0 || unknown === nodes) return "";
  const remarks = [...otherBackends].map(([backend, count]) =>
    `${count} known on ${backend} only`
  );
  if (otherSettings > 0) remarks.push(`${otherSettings} with other settings`);
  if (unknown > 0) remarks.push(`${unknown} never run and not counted`);
  const remark = remarks.length > 0 ? ` (${remarks.join(", ")})` : "";
  return `, about ${secondsText(seconds)} by earlier runs${remark}`;
}
