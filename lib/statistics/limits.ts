import { signTest } from "./binomial.ts";
import { fewestValues } from "./bootstrap.ts";

/** What cannot be told of models from as many seeds, in sentences; of their order, by the sign test over so many pairs. */
export function limitsOf(seeds: number, pairs: number): string[] {
  const limits: string[] = [];
  const few = `With ${seeds === 1 ? "one seed" : `${seeds} seeds`}`;
  if (seeds < 2) {
    limits.push(`${few} no mean has an interval.`);
  }
  if (seeds < fewestValues) {
    limits.push(
      `${few} no median and no interquartile mean has an interval, which takes ${fewestValues}.`,
    );
  }
  const least = signTest(seeds, 0);
  if (pairs > 0 && least > .05) {
    limits.push(
      `${few} no order of two models can be told at the 5 % level: if one ended below the other every time, p would be ${least}.`,
    );
  } else if (least * pairs > .05) {
    limits.push(
      `${few} no order of two models can be told at the 5 % level after Holm’s correction over ${pairs} pairs: if one ended below the other every time, p would be ${
        Math.min(1, least * pairs).toPrecision(2)
      }.`,
    );
  }
  return limits;
}
