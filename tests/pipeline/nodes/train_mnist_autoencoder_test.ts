import { assertEquals } from "@std/assert";
import * as v from "valibot";
import { decodeArrays } from "../../../lib/io/arrays.ts";
import { publishedModels } from "../../../lib/experiments/mnist_models.ts";
import { orthogonalAutoencoderSettings } from "../../../lib/experiments/mnist_autoencoder/settings.ts";
import { inTemporaryFolder } from "../../support/temporary_folder.ts";
import { writeImages } from "./mnist_files.ts";
import { runNodeProgram } from "../engine/sandbox/run_node_program.ts";

const settings = v.parse(orthogonalAutoencoderSettings, {
  weights: "normal",
  epochs: 2,
  examples: 40,
  batchSize: 20,
  evaluateEvery: 3,
});

Deno.test("the nodes of an MNIST autoencoder pass a start on, train a model from it, and write the same bytes each time", async () => {
  await inTemporaryFolder(async (folder) => {
    const images = await writeImages(folder);
    const initial = await runNodeProgram([
      "initialise",
      "mnist_autoencoder/initialise",
    ], {
      folder,
      inputs: {},
      settings: { weights: settings.weights },
    });
    const train = (name: string) =>
      runNodeProgram(["train_on_mnist", "mnist_autoencoder/train"], {
        folder,
        inputs: { ...images, "initial.npz": `${initial.outputs}/initial.npz` },
        settings: {
          model: { ...publishedModels.find((model) => model.name === name)! },
          ...settings,
        },
      });
    const { outputs, told } = await train("NDI");
    assertEquals(told.at(-1), "4/4 batches");
    const read = (name: string, from = outputs) =>
      Deno.readFileSync(`${from}/${name}`);
    const trace = decodeArrays(read("trace.npz"));
    assertEquals([...trace["test_error.iteration"].data], [3]);
    assertEquals([...trace["train_error.iteration"].data], [2, 4]);
    assertEquals(
      JSON.parse(new TextDecoder().decode(read("outcome.json"))),
      { model: "NDI", outcome: { status: "finished" }, events: [] },
    );
    const shapes = (file: string) =>
      Object.entries(decodeArrays(read(file)))
        .map(([name, { shape }]) => `${name} ${shape.join("×")}`).sort();
    assertEquals(shapes("weights.npz"), [
      ...["W0 500×784", "W1 250×500", "W2 30×250"],
      ...["W3 250×30", "W4 500×250", "W5 784×500"],
      ...["b0 500", "b1 250", "b2 30", "b3 250", "b4 500", "b5 784"],
    ]);
    assertEquals(shapes("digits.npz"), [
      "images 10×784",
      "reconstructions 10×784",
    ]);
    const again = await train("NDI");
    for (const { name } of Deno.readDirSync(outputs)) {
      assertEquals(read(name, again.outputs), read(name), name);
    }
  });
});
