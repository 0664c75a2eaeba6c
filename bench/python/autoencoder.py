"""The MNIST autoencoder, 784-500-250-30-250-500-784, as a NumPy user would write it (Figure 4b).

One batch of 100 at a time, float64, numpy.linalg.lstsq wherever a rule inverts.
"""
from stopwatch import Stopwatch

watch = Stopwatch()  # before the imports, which take a while

import argparse

import numpy as np
from scipy.stats import ortho_group

import mnist
from arrays import uniform
from report import add_arguments, chosen_models, print_report

SIZES = [784, 500, 250, 30, 250, 500, 784]
LINEAR = (3, 6)  # layers without tanh, counted from 1: the code and the output
BATCH = 100
ETA = 1e-6
DECAY = 1e-10

# name: rule, feedback, leak
MODELS = {
    "BP": ("BP", None, 0.0),
    "FA": ("FA", "random", 0.0),
    "PBP": ("PBP", None, 0.0),
    "NDI": ("NDI", "transpose", 0.0),
    "NDI-2": ("NDI", "transpose", 0.01),
}


def least_squares(A, b):
    return np.linalg.lstsq(A, b, rcond=-1)[0]


def error_below(rule, W, B, e, leak):
    """The error of the units below, for a batch, before their slope."""
    if rule == "BP":
        return np.dot(W.T, e)
    if rule == "FA":
        return np.dot(B, e)
    if rule == "PBP":
        return least_squares(W, e)
    outputs, inputs = W.shape
    if outputs <= inputs:
        return np.dot(B, least_squares(np.dot(W, B) - leak * np.eye(outputs), e))
    return least_squares(np.dot(B, W) - leak * np.eye(inputs), np.dot(B, e))


class Network:
    def __init__(self, name, W, feedback):
        self.rule, kind, self.leak = MODELS[name]
        self.W = [w.copy() for w in W]
        self.b = [np.zeros(len(w)) for w in W]
        self.B = feedback.get(kind, [None] * 6)

    def forward(self, x):
        activity = [x]
        for layer, (W, b) in enumerate(zip(self.W, self.b), start=1):
            a = np.dot(W, activity[-1]) + b[:, None]
            activity.append(a if layer in LINEAR else np.tanh(a))
        return activity

    def learn(self, x):
        h = self.forward(x)
        delta = [None] * 6
        delta[5] = x - h[6]
        for k in range(4, -1, -1):
            below = error_below(self.rule, self.W[k + 1], self.B[k + 1], delta[k + 1], self.leak)
            delta[k] = below if k + 1 in LINEAR else below * (1 - h[k + 1] ** 2)
        for k in range(6):
            self.W[k] += ETA * np.dot(delta[k], h[k].T) - DECAY * self.W[k]
            self.b[k] += ETA * delta[k].sum(axis=1) - DECAY * self.b[k]

    def error(self, x):
        return np.mean((x - self.forward(x)[-1]) ** 2)


def draw(start):
    """Weights and random feedback, in the published order of draws."""
    shapes = list(zip(SIZES[1:], SIZES[:-1]))
    if start == "normal":
        W = [uniform(0.01, *shape) for shape in shapes]
    else:
        W = [ortho_group.rvs(max(shape))[: shape[0], : shape[1]] for shape in shapes]
    B = [None] + [uniform(0.01, shape[1], shape[0]) for shape in shapes[1:]]
    return W, {"random": B, "transpose": [-w.T for w in W]}


def train_network(name, start, order, data, args):
    """Learns all batches; gives the errors measured on the way and the network."""
    train, test = data
    network = Network(name, *start)
    errors = {"test_error": [], "train_error": []}
    for batch in range(1, args.batches + 1):
        chosen = order[(batch - 1) * BATCH : batch * BATCH]
        network.learn(train[:, chosen])
        if args.evaluate_every and batch % args.evaluate_every == 0:
            watch.lap(f"learn {name}")
            errors["test_error"].append(network.error(test))
            if args.train_error:
                errors["train_error"].append(network.error(train))
            watch.lap(f"evaluate {name}")
    watch.lap(f"learn {name}")
    return errors, network


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", help="where the four IDX files of MNIST are")
    parser.add_argument("start", choices=["normal", "orthogonal"])
    add_arguments(parser)
    parser.add_argument("--batches", type=int, default=20, help="of 100 examples, at most 600")
    parser.add_argument("--evaluate-every", type=int, default=10, help="batches, 0 for never")
    parser.add_argument("--train-error", action="store_true", help="measure both sets, as published")
    args = parser.parse_args()
    names = chosen_models(parser, args.models, MODELS)
    watch.lap("import")

    data = mnist.load_unit(args.folder)
    watch.lap("load")

    np.random.seed(args.seed)
    start = draw(args.start)
    order = np.random.permutation(data[0].shape[1])
    watch.lap("initialise")

    errors, checksums = {}, {}
    for name in names:
        errors[name], network = train_network(name, start, order, data, args)
        arrays = {f"W{k}": W for k, W in enumerate(network.W)}
        arrays.update({f"b{k}": b for k, b in enumerate(network.b)})
        checksums[name] = {key: np.sum(array**2) for key, array in arrays.items()}

    report = {
        "experiment": f"mnist-autoencoder-{args.start}",
        "seed": args.seed,
        "batches": args.batches,
        "error": {
            name: values["test_error"][-1] if values["test_error"] else None
            for name, values in errors.items()
        },
        "checksums": checksums,
        "traces": errors,
    }
    print_report(report, watch, as_json=args.profile_json)


if __name__ == "__main__":
    main()
