/** How fixed feedback does on harder images: classification and the autoencoder of Fashion-MNIST. */
import { type Finding, sentence, Told } from "./finding.ts";

export const fashionClassification: Finding = (results) => {
  const told = new Told(results, "fashion-classification");
  const error = (model: string) => told.end(model, "test_error");
  return [
    sentence`At the end backpropagation (BP) classifies ${
      error("BP")
    } of the test images of clothing wrongly, inversion by fixed feedback ${
      error("NDI")
    } without a leak (NDI) and ${
      error("NDI-2")
    } with one (NDI-2), feedback alignment (FA) ${
      error("FA")
    }, each a mean ${told.seeds}.`,
    sentence`Seed by seed, of the images NDI less BP is ${
      told.difference("NDI", "BP")
    }, and FA, whose random feedback inverts nothing, less BP ${
      told.difference("FA", "BP")
    }.`,
  ];
};

export const fashionAutoencoder: Finding = (results) => {
  const told = new Told(results, "fashion-autoencoder");
  return [
    sentence`At the end NDI has ${
      told.ratio("NDI", "BP")
    } times the error of BP, NDI-2 ${
      told.ratio("NDI-2", "BP")
    } times, and PBP, whose feedback follows the weights, ${
      told.ratio("PBP", "BP")
    } times: ratios from the same start, means ${told.seeds}.`,
    sentence`BP ends at ${
      told.end("BP", "test_error")
    }, hardly begun at this learning rate; PBP at ${
      told.end("PBP", "test_error")
    }, where it was after 200 batches (${
      told.at("PBP", "test_error", 200)
    }); the figure of reconstructions shows one picture for all.`,
    sentence`The mean error of NDI is least ${
      least(told, "NDI")
    }; that of NDI-2 is least ${least(told, "NDI-2")}, and at the end ${
      told.end("NDI-2", "test_error")
    }.`,
    sentence`The condition number of the loop out of the code (layer 3) is ${
      told.at("NDI", "condition_3", 100)
    } after 100 batches of NDI and ${
      told.end("NDI", "condition_3")
    } at the end; of NDI-2 it is then ${told.end("NDI-2", "condition_3")}.`,
  ];
};

/** After how many batches the mean error of a model is least, and what it is then: `after 350 batches, 0.08`. */
function least(told: Told, model: string): string | null {
  const { results: { curves }, experiment } = told;
  const curve = curves[experiment][model]?.test_error;
  if (!curve) return null;
  const at = curve.iteration[curve.mean.indexOf(Math.min(...curve.mean))];
  const error = told.at(model, "test_error", at);
  return error && `after ${at} batches, ${error}`;
}
