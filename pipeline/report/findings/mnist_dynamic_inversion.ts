import { type Finding, sentence, Told } from "./finding.ts";

const name = "mnist-dynamic-inversion";

/** How the loops do beside their resting state and backpropagation. */
export const mnistDynamicInversion: Finding = (results) => {
  const told = new Told(results, name);
  const error = (model: string) => told.end(model, "test_error");
  return [
    sentence`At the end linear dynamic inversion (DI) classifies ${
      error("DI")
    } of the test images wrongly, the loop through tanh (DI-tanh) ${
      error("DI-tanh")
    } and the single loop (SDI), which is the same loop where there is one hidden layer, ${
      error("SDI")
    }, each a mean ${told.seeds}; backpropagation ${
      error("BP")
    }, feedback alignment (FA) ${error("FA")}.`,
    sentence`The resting state of the linear loop (NDI-2) comes to ${
      error("NDI-2")
    }: seed by seed, DI less NDI-2 is ${
      told.difference("DI", "NDI-2")
    } of the images.`,
  ];
};
