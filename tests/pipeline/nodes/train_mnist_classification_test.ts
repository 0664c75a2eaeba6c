import { assertEquals } from "@std/assert";
import * as v from "valibot";
import { decodeArrays } from "../../../lib/io/arrays.ts";
import { publishedModels } from "../../../lib/experiments/mnist_models.ts";
import { mnistClassificationSettings } from "../../../lib/experiments/mnist_classification/settings.ts";
import { inTemporaryFolder } from "../../support/temporary_folder.ts";
import { writeImages } from "./mnist_files.ts";
import { runNodeProgram } from "../engine/sandbox/run_node_program.ts";

const settings = v.parse(mnistClassificationSettings, {
  epochs: 2,
  examples: 40,
  evaluateEvery: 30,
});

Deno.test("the nodes of mnist-classification pass a start on and train each model from it", async () => {
  await inTemporaryFolder(async (folder) => {
    const images = await writeImages(folder);
    const initial = await runNodeProgram([
      "initialise",
      "mnist_classification/initialise",
    ], {
      folder,
      inputs: {},
      settings: {},
    });
    const inputs = {
      ...images,
      "initial.npz": `${initial.outputs}/initial.npz`,
    };
    for (
      const model of publishedModels.filter(({ name }) => name !== "NDI-2")
    ) {
      const { outputs, told } = await runNodeProgram(
        ["train_on_mnist", "mnist_classification/train"],
        {
          folder,
          inputs,
          settings: { model: { ...model }, ...settings },
        },
      );
      assertEquals(told.at(-1), "80/80 examples");
      const read = (name: string) => Deno.readFileSync(`${outputs}/${name}`);
      const trace = decodeArrays(read("trace.npz"));
      assertEquals([...trace["test_error.iteration"].data], [0, 30, 60]);
      assertEquals([...trace["train_error.iteration"].data], [39, 79]);
      assertEquals(trace["test_error.value"].data.length, 3);
      assertEquals(
        JSON.parse(new TextDecoder().decode(read("outcome.json"))),
        { model: model.name, outcome: { status: "finished" }, events: [] },
      );
      const shapes = Object.entries(decodeArrays(read("weights.npz")))
        .map(([name, { shape }]) => `${name} ${shape.join("×")}`);
      assertEquals(
        shapes.sort(),
        ["B1 1000×10", "W0 1000×784", "W1 10×1000", "b0 1000", "b1 10"],
      );
    }
  });
});

Deno.test("the nodes of mnist-classification write the same bytes each time", async () => {
  await inTemporaryFolder(async (folder) => {
    const images = await writeImages(folder);
    const written: Uint8Array[][] = [];
    for (let time = 0; time < 2; time++) {
      const { outputs: start } = await runNodeProgram(
        ["initialise", "mnist_classification/initialise"],
        {
          folder,
          inputs: {},
          settings: {},
        },
      );
      const { outputs } = await runNodeProgram([
        "train_on_mnist",
        "mnist_classification/train",
      ], {
        folder,
        inputs: { ...images, "initial.npz": `${start}/initial.npz` },
        settings: { model: { ...publishedModels[0] }, ...settings },
      });
      written.push([
        Deno.readFileSync(`${start}/initial.npz`),
        ...["trace.npz", "outcome.json", "weights.npz"]
          .map((name) => Deno.readFileSync(`${outputs}/${name}`)),
      ]);
    }
    assertEquals(written[0], written[1]);
  });
});
