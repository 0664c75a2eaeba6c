import { type Finding, sentence, Told } from "./finding.ts";

const name = "mnist-autoencoder-dynamic-inversion";

/** How the linear loop does beside its resting state and backpropagation. */
export const mnistAutoencoderDynamicInversion: Finding = (results) => {
  const told = new Told(results, name);
  const error = (model: string) => told.end(model, "test_error");
  return [
    sentence`At the end linear dynamic inversion (DI) reconstructs test images with an error of ${
      error("DI")
    }, its resting state (NDI-2) with ${
      error("NDI-2")
    } and backpropagation (BP) with ${error("BP")}, means ${told.seeds}.`,
    sentence`Seed by seed DI has ${
      told.ratio("DI", "NDI-2")
    } times the error of NDI-2, and ${
      told.ratio("DI", "BP")
    } times that of BP.`,
    sentence`This tells that the loop follows its resting state, and little of how well they learn: after 80 batches DI had ${
      told.at("DI", "test_error", 80)
    }.`,
  ];
};
