"""Writes numpy_condition.json: condition numbers of loops by NumPy's `cond(A, 1)`.

A loop of weights W (out x in) and feedback B (in x out) is closed on its smaller side:
A = W B - leak I if out <= in, else B W - leak I.

Run as: python3 numpy_condition.py > numpy_condition.json
"""

import json
import sys

import numpy as np

random = np.random.RandomState(0)


def loop(out, size, leak):
    # float32, which a layer of weights keeps whole
    W = random.uniform(-1, 1, (out, size)).astype(np.float32).astype(float)
    B = random.uniform(-1, 1, (size, out)).astype(np.float32).astype(float)
    M = W @ B if out <= size else B @ W
    A = M - leak * np.eye(len(M))
    return {
        "leak": leak,
        "W": W.tolist(),
        "B": B.tolist(),
        "A": A.tolist(),
        "condition": np.linalg.cond(A, 1),
    }


shapes = [(3, 5), (5, 3), (4, 4)]
json.dump(
    {
        "origin": {"script": "numpy_condition.py", "numpy": np.__version__},
        "loops": [loop(*shape, leak) for shape in shapes for leak in [0, 0.01, 0.5]],
    },
    sys.stdout,
    indent=1,
)
print()
