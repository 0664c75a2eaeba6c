"""Writes numpy_lstsq.json: minimum-norm least squares by NumPy at its machine-precision cut-off.

Run as: python3 numpy_lstsq.py > numpy_lstsq.json
"""

import json
import sys

import numpy as np

random = np.random.RandomState(0)

matrices = {
    "square": random.uniform(-1, 1, (4, 4)),
    "tall": random.uniform(-1, 1, (6, 3)),
    "wide": random.uniform(-1, 1, (3, 6)),
    "rank-deficient": np.array([[1.0, 2, 3], [2, 4, 6], [1, 0, 1], [0, 0, 0]]),
    "zero": np.zeros((2, 3)),
}


def solved(name, A):
    b = random.uniform(-1, 1, A.shape[0])
    x = np.linalg.lstsq(A, b, rcond=-1)[0]
    return {"name": name, "A": A.tolist(), "b": b.tolist(), "x": x.tolist()}


json.dump(
    {
        "origin": {"script": "numpy_lstsq.py", "numpy": np.__version__},
        "systems": [solved(name, A) for name, A in matrices.items()],
    },
    sys.stdout,
    indent=1,
)
print()
