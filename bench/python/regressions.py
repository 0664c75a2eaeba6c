"""The regressions as a NumPy user would write them: example by example.

Every matrix product goes through np.dot, the inner Euler loop through numba.
`deno task bench` runs this against the pipeline.
"""
from stopwatch import Stopwatch

watch = Stopwatch()  # before the imports, which take a while

import argparse

import numpy as np

from linear_regression import LinearRegression
from nonlinear_regression import NonlinearRegression
from report import add_arguments, chosen_models, print_report

# name: how to set it up, and the published number of examples
EXPERIMENTS = {
    "linear-regression": (LinearRegression, 2000),
    "linear-regression-normalised": (lambda n: LinearRegression(n, True), 4000),
    "nonlinear-regression": (NonlinearRegression, 10000),
}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("experiment", choices=EXPERIMENTS)
    add_arguments(parser)
    parser.add_argument("--traces", action="store_true", help="print all that was measured")
    args = parser.parse_args()
    watch.lap("import")

    initialise, published = EXPERIMENTS[args.experiment]
    examples = args.examples or published
    np.random.seed(args.seed)
    experiment = initialise(examples)
    names = chosen_models(parser, args.models, experiment.models)
    watch.lap("initialise")

    experiment.compile()
    watch.lap("compile")

    traces, checksums = {}, {}
    for name in names:
        traces[name], final = experiment.train(experiment.models[name])
        checksums[name] = {key: np.sum(array**2) for key, array in final.items()}
        watch.lap(f"train {name}")

    report = {"experiment": args.experiment, "seed": args.seed, "examples": examples}
    report["error"] = {name: trace["error"][-1] for name, trace in traces.items()}
    report["checksums"] = checksums
    if args.traces:
        report["traces"] = traces
    print_report(report, watch, as_json=args.profile_json or args.traces)


if __name__ == "__main__":
    main()
