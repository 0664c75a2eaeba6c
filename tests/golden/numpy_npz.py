"""Writes numpy_npz.json: a small archive as NumPy writes it, in base64."""

import base64
import io
import json

import numpy as np

file = io.BytesIO()
np.savez(
    file,
    float=np.array([[0.1, -2.0], [3.0, np.inf]]),
    integer=np.array([1, -2, 3], dtype=np.int32),
    single=np.array([[0.5]], dtype=np.float32),
)
print(json.dumps({
    "numpy": np.__version__,
    "npz": base64.b64encode(file.getvalue()).decode(),
}))
