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
    sentence`Seed by seed, NDI less BP is ${
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
    sentence`The condition number of the loop out of the code (layer 3) is ${
      told.at("NDI", "condition_3", 100)
    } after 100 batches of NDI and ${
      told.end("NDI", "condition_3")
    } at the end; of NDI-2 it is then ${told.end("NDI-2", "condition_3")}.`,
    told.collapses("NDI"),
  ];
};
