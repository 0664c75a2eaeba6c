"""Writes numpy_random.json: streams of NumPy's legacy generator, for several seeds, and whole numbers.

Run as: python3 numpy_random.py > numpy_random.json
"""

import json
import sys

import numpy as np


def stream(seed):
    """The draws made in order after np.random.seed(seed), an odd number of normals between."""
    np.random.seed(seed)
    draws = {
        "seed": seed,
        "uniform": np.random.uniform(-0.5, 0.5, 5).tolist(),
        "normal": np.random.normal(0, 1, 7).tolist(),
        "permutation": np.random.permutation(12).tolist(),
        "normal_after": np.random.normal(0, 1, 2).tolist(),
        "uniform_after": np.random.uniform(0, 1, 3).tolist(),
    }
    # enough words to pass the twister's 624 twice
    long = np.random.permutation(2000)
    draws["long_permutation_every_400th"] = long[::400].tolist()
    _, words, position, _, _ = np.random.get_state()
    draws["position"] = int(position)
    draws["words_first_4"] = words[:4].tolist()
    draws["normal_last"] = np.random.normal(0, 1, 3).tolist()
    return draws


def integers(seed):
    """Whole numbers below several bounds, drawn in order from one stream."""
    random = np.random.RandomState(seed)
    bounds = [10, 1, 8, 20, 1000, 2**31 - 1]
    return {
        "seed": seed,
        "draws": [
            {"below": below, "drawn": random.randint(below, size=7).tolist()}
            for below in bounds],
    }


json.dump(
    {
        "origin": {"script": "numpy_random.py", "numpy": np.__version__},
        "streams": [stream(seed) for seed in (0, 1, 7, 20200707, 2**32 - 1)],
        "integers": [integers(seed) for seed in (0, 2**32 - 1)],
    },
    sys.stdout,
    indent=1,
)
print()
