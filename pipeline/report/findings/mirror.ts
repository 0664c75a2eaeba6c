import { type Finding, sentence, Told } from "./finding.ts";

/** Whether inversion without a leak still loses what it has learned where its feedback follows the weights. */
export const mnistAutoencoderMirror: Finding = (results) => {
  const told = new Told(results, "mnist-autoencoder-mirror");
  const error = (model: string) => told.end(model, "test_error");
  const before = (model: string) => told.at(model, "test_error", 4000);
  const angle = (model: string) => told.end(model, "angle_feedback_3");
  return [
    sentence`NDI without a leak has an error of ${
      before("NDI")
    } after 4000 batches and of ${
      error("NDI")
    } at the end where its feedback stays that of the start, and of ${
      before("NDI-mirror")
    } and ${
      error("NDI-mirror")
    } where a weight mirror teaches it (NDI-mirror): means ${told.seeds}.`,
    sentence`PBP, which needs no feedback, ends at ${error("PBP")}.`,
    sentence`NDI-2, with fixed feedback and a leak, ends at ${error("NDI-2")}.`,
    sentence`The angle between feedback and −Wᵀ in the layer out of the code is ${
      angle("NDI")
    } at the end where it is fixed, and ${
      angle("NDI-mirror")
    } where it is learned.`,
    sentence`Yet what is inverted in the layer into the code is worse conditioned where it is learned: ${
      told.end("NDI-mirror", "condition_2")
    } to ${told.end("NDI", "condition_2")}.`,
    told.collapses("NDI"),
    told.collapses("NDI-mirror"),
  ];
};
