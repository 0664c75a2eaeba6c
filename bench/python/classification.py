"""MNIST classification, 784-1000-10, as a NumPy user would write it (Figure 4a).

One example at a time, float64, every matrix product through np.dot.
"""
from stopwatch import Stopwatch

watch = Stopwatch()  # before the imports, which take a while

import argparse

import numpy as np

import mnist
from arrays import uniform
from models import Model
from report import add_arguments, chosen_models, print_report
from rules import layer_error

ETA = 1e-3
DECAY = 1e-6

MODELS = {
    "BP": Model("BP"),
    "FA": Model("FA", "random"),
    "PBP": Model("PBP"),
    "NDI": Model("NDI", "transpose", -1.0),
    "NDI-2": Model("NDI", "transpose", -1.0, 0.01),
}


def forward(W0, b0, W1, b1, x):
    h = np.tanh(np.dot(W0, x) + b0)
    y = np.exp(np.dot(W1, h) + b1)
    return h, y / y.sum(axis=0)


class Network:
    def __init__(self, name, W0, W1, feedback):
        self.name = name
        self.model = MODELS[name]
        self.B1 = feedback.get(self.model.feedback)
        self.W0, self.W1 = W0.copy(), W1.copy()
        self.b0, self.b1 = np.zeros(1000), np.zeros(10)

    def learn(self, x, label):
        h, y = forward(self.W0, self.b0, self.W1, self.b1, x)
        e = -y
        e[label] += 1
        delta = layer_error(self.model, self.W1, self.B1, e, 1 - h**2)
        self.W0 += ETA * np.outer(delta, x) - DECAY * self.W0
        self.W1 += ETA * np.outer(e, h) - DECAY * self.W1
        self.b0 += ETA * delta - DECAY * self.b0
        self.b1 += ETA * e - DECAY * self.b1

    def fraction_wrong(self, x, labels):
        _, y = forward(self.W0, self.b0[:, None], self.W1, self.b1[:, None], x)
        return np.mean(y.argmax(axis=0) != labels)


def train_network(network, orders, data, args):
    """Learns all epochs; gives the errors measured on the way."""
    train, train_labels, test, test_labels = data
    errors = {"test_error": [], "train_error": []}
    for count, example in enumerate(np.concatenate(orders)):
        network.learn(train[:, example], train_labels[example])
        evaluates = count % args.evaluate_every == 0
        ends = (count + 1) % len(orders[0]) == 0
        with_train = {"evaluation": evaluates, "epoch": ends, "never": False}[args.train_error_every]
        if evaluates or with_train:
            watch.lap(f"learn {network.name}")
        if evaluates:
            errors["test_error"].append(network.fraction_wrong(test, test_labels))
        if with_train:
            errors["train_error"].append(network.fraction_wrong(train, train_labels))
        if evaluates or with_train:
            watch.lap(f"evaluate {network.name}")
    watch.lap(f"learn {network.name}")
    return errors


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", help="where the four IDX files of MNIST are")
    add_arguments(parser)
    parser.add_argument("--epochs", type=int, default=15)
    parser.add_argument("--evaluate-every", type=int, default=1000, help="examples between errors")
    parser.add_argument(
        "--train-error-every",
        choices=["epoch", "evaluation", "never"],
        default="evaluation",
        help="the training error at the end of an epoch, with each test error, or never",
    )
    args = parser.parse_args()
    names = chosen_models(parser, args.models, MODELS)
    watch.lap("import")

    data = mnist.load(args.folder)
    watch.lap("load")

    np.random.seed(args.seed)
    W0, W1 = uniform(0.01, 1000, 784), uniform(0.01, 10, 1000)
    uniform(0.01, 1000, 10)  # small feedback, which no model uses
    feedback = {"random": uniform(0.5, 1000, 10), "transpose": -W1.T}
    examples = args.examples or len(data[1])
    orders = [np.random.permutation(examples) for _ in range(args.epochs)]
    watch.lap("initialise")

    errors, checksums = {}, {}
    for name in names:
        network = Network(name, W0, W1, feedback)
        errors[name] = train_network(network, orders, data, args)
        arrays = {"W0": network.W0, "W1": network.W1, "b0": network.b0, "b1": network.b1}
        checksums[name] = {key: np.sum(array**2) for key, array in arrays.items()}

    report = {
        "experiment": "mnist-classification",
        "seed": args.seed,
        "examples": examples,
        "epochs": args.epochs,
        "error": {name: values["test_error"][-1] for name, values in errors.items()},
        "checksums": checksums,
        "traces": errors,
    }
    print_report(report, watch, as_json=args.profile_json)


if __name__ == "__main__":
    main()
