/** Made-up training: traces as long as real ones, of every metric that a model has, from a seed. */
import { encodeArrays } from "../lib/io/arrays.ts";
import { encodeOutcome, type Series, seriesArrays } from "../lib/io/trace.ts";
import { NumpyRandom } from "../lib/random/numpy_random.ts";
import type { Execution } from "../pipeline/engine/sandbox/executor.ts";

/** What decides how long a trace is. */
interface Settings {
  model: { name: string; rule: string };
  iterations?: number;
  epochs: number;
  examples: number;
  batches?: number;
  evaluateEvery: number;
}

/** Digits and pixels of one image. */
const digits = [10, 784];

/** Writes the files of a node that starts or trains: of a training what is read of it later, empty ones else. */
export function makeUp({ node, outputs }: Execution): void {
  const made = node.stage === "train" ? filesOf(node) : {};
  for (const output of node.outputs) {
    const content = made[output] ?? new Uint8Array();
    Deno.writeFileSync(`${outputs}/${output}`, content);
  }
}

function filesOf(node: Execution["node"]): Record<string, Uint8Array> {
  const settings = node.settings as unknown as Settings;
  const { name } = settings.model;
  const random = new NumpyRandom(seedOf(node.name));
  const series = Object.fromEntries(
    metricsOf(node.name, settings)
      .map((metric) => [metric, course(metric, settings, random)]),
  );
  const outcome = { status: "finished" } as const;
  const size = digits[0] * digits[1];
  return {
    "trace.npz": encodeArrays(seriesArrays(series)),
    "outcome.json": new TextEncoder()
      .encode(encodeOutcome(name, { outcome, events: [] })),
    "digits.npz": encodeArrays({
      images: { shape: digits, data: new Uint8Array(size) },
      reconstructions: { shape: digits, data: new Float32Array(size) },
    }),
  };
}

/** Another for each name. */
function seedOf(name: string): number {
  let seed = 0;
  for (const letter of name) seed = (31 * seed + letter.charCodeAt(0)) >>> 0;
  return seed;
}

function metricsOf(name: string, { model, batches }: Settings): string[] {
  if (name.includes("/mnist")) {
    const inverts = batches && /NDI|PBP/.test(model.rule);
    const conditions = inverts ? [1, 2, 3, 4, 5] : [];
    return ["test_error", ...conditions.map((layer) => `condition_${layer}`)];
  }
  if (!/^S?DI$/.test(model.rule)) return ["error"];
  const layers = name.includes("nonlinear") ? [1, 2] : [1];
  const angles = ["feedback", "ndi", ...layers.length === 1 ? ["pbp"] : []];
  return [
    "error",
    ...layers.flatMap((layer) => [
      ...angles.map((angle) => `angle_${angle}_${layer}`),
      `spectral_abscissa_${layer}`,
    ]),
  ];
}

/** A metric at each iteration that is measured: an error falls through six orders, with a jitter of a tenth; all else is noise. */
function course(
  metric: string,
  { iterations, epochs, examples, batches, evaluateEvery: every }: Settings,
  random: NumpyRandom,
): Series {
  const last = iterations ?? batches ?? epochs * examples;
  const length = Math.floor(last / every);
  const iteration = Float64Array.from({ length }, (_, k) => every * k);
  const [level] = random.uniform(1, 3, 1);
  const noise = random.uniform(0, 1, length);
  const value = metric.endsWith("error")
    ? noise.map((one, k) => level * (1 + one / 10) * 10 ** (-6 * k / length))
    : noise.map((one) => level + one);
  return {
    iteration,
    value: metric.startsWith("spectral") ? value.map((one) => -one) : value,
  };
}
