/** Where NDI points between backpropagation and Gauss–Newton, by its leak. */
import { type Finding, sentence, Told } from "./finding.ts";

const [least, published] = [1e-6, .01];

/** The angle of NDI to a rule, as in "start_1" of layer 1 before training. */
const anglesOf = (told: Told) => (model: string, where: string, leak: number) =>
  told.at(model, `angle_${where}`, leak);

export const gaussNewtonLinear: Finding = (results) => {
  const told = new Told(results, "gauss-newton-linear");
  const angle = anglesOf(told);
  return [
    sentence`Before training NDI with the published leak of .01 points ${
      angle("BP", "start_1", published)
    } from backpropagation and ${
      angle("GN", "start_1", published)
    } from Gauss–Newton, which is pseudobackprop here; after training ${
      angle("BP", "trained_1", published)
    } from the one and ${
      angle("GN", "trained_1", published)
    } from the other: means ${told.seeds}.`,
    sentence`It is layerwise Gauss–Newton (LGN) with as much damping: ${
      angle("LGN", "trained_1", published)
    } away.`,
    sentence`With the feedback of before training it is then ${
      angle("GN", "fixed_1", published)
    } from Gauss–Newton, and with a leak of a millionth still ${
      angle("GN", "fixed_1", least)
    }.`,
  ];
};

export const gaussNewtonNonlinear: Finding = (results) => {
  const told = new Told(results, "gauss-newton-nonlinear");
  const angle = anglesOf(told);
  return [
    sentence`With the published leak of .01 NDI points ${
      angle("BP", "start_1", published)
    } (layer 1) and ${
      angle("BP", "start_2", published)
    } (layer 2) from backpropagation before training, ${
      angle("BP", "trained_1", published)
    } and ${angle("BP", "trained_2", published)} after it, and ${
      angle("GN", "trained_1", published)
    } and ${
      angle("GN", "trained_2", published)
    } from Gauss–Newton: means ${told.seeds}.`,
    sentence`Its length is then ${
      told.at("BP", "gain_trained_1", published)
    } (layer 1) and ${
      told.at("BP", "gain_trained_2", published)
    } (layer 2) times that of backpropagation.`,
    sentence`With a leak of a millionth it is, after training, ${
      angle("BP", "trained_1", least)
    } from backpropagation in layer 1, and ${
      angle("GN", "trained_1", least)
    } from Gauss–Newton there.`,
  ];
};

export const gaussNewtonTeacher: Finding = (results) => {
  const told = new Told(results, "gauss-newton-teacher");
  const angle = anglesOf(told);
  return [
    sentence`In the network that this teacher has trained, NDI with a leak of a millionth points ${
      angle("PBP", "trained_1", least)
    } (layer 1) and ${
      angle("PBP", "trained_2", least)
    } (layer 2) from pseudobackprop, ${angle("LGN", "trained_1", least)} and ${
      angle("LGN", "trained_2", least)
    } from layerwise Gauss–Newton, and ${angle("GN", "trained_1", least)} and ${
      angle("GN", "trained_2", least)
    } from that of the network: it leaves the slopes out of its inverse.`,
    sentence`With the published leak of .01 it is, in layer 1, ${
      angle("BP", "trained_1", published)
    } from backpropagation and ${
      angle("GN", "trained_1", published)
    } from Gauss–Newton: means ${told.seeds}.`,
    sentence`With the feedback of before training even a leak of a millionth leaves ${
      angle("PBP", "fixed_1", least)
    } to pseudobackprop in layer 1.`,
  ];
};
