"""Writes linear_regression_models.json: models of the linear regression that were never published, by the NumPy program in bench/python.

None of their loops becomes unstable, since repairs are chaotic. Run as:
python3 linear_regression_models.py > linear_regression_models.json
"""

import json
import sys
from pathlib import Path

import numpy as np

sys.path.append(str(Path(__file__).parents[2] / "bench" / "python"))
from linear_regression import LinearRegression
from models import Model

SEED, EXAMPLES = 0, 300
MODELS = {
    "FA": Model("FA", "random", -0.5),
    "NDI": Model("NDI", "sign", -2.0, 0.1),
    "DI": Model("DI", "pseudoinverse", -0.01, 0.1),
    "DI-tanh": Model("DI", "transpose", -2.0, 0.01, "tanh"),
}
# where errors are kept
iterations = [*range(10), *range(10, EXAMPLES, 10), EXAMPLES - 1]

np.random.seed(SEED)
experiment = LinearRegression(EXAMPLES)
runs = []
for name, model in MODELS.items():
    trace, final = experiment.train(model)
    assert all(abscissa < 0 for (abscissa,) in trace["stability"])
    runs.append(
        {
            "name": name,
            **model._asdict(),
            "error": [trace["error"][i] for i in iterations],
            "stability": [trace["stability"][i][0] for i in iterations if trace["stability"]],
            "squares": {key: np.sum(W**2) for key, W in final.items()},
        }
    )

json.dump(
    {
        "origin": {
            "script": "linear_regression_models.py",
            "numpy": np.__version__,
            "seed": SEED,
            "examples": EXAMPLES,
        },
        "iterations": iterations,
        "runs": runs,
    },
    sys.stdout,
)
print()
