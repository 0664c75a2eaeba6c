"""The MNIST files as arrays."""
import os

import numpy as np


def read_idx(path):
    """An IDX file of bytes: two zeros, the type, the rank, the sizes, the data."""
    with open(path, "rb") as file:
        head = file.read(4)
        if head[:3] != b"\0\0\x08":
            raise ValueError(f"Cannot read {path}: it is not an IDX file of bytes")
        shape = np.fromfile(file, ">u4", head[3])
        return np.fromfile(file, np.uint8).reshape(shape)


def load(folder):
    """Standardised pixels (784, n) and labels (n), of training and of test images."""
    sets = []
    for name in ("train", "t10k"):
        images = read_idx(os.path.join(folder, f"{name}-images-idx3-ubyte"))
        labels = read_idx(os.path.join(folder, f"{name}-labels-idx1-ubyte"))
        sets.append((images.reshape(len(images), -1).T.astype(float), labels))
    (train, train_labels), (test, test_labels) = sets
    mean, deviation = train.mean(), train.std()
    return (train - mean) / deviation, train_labels, (test - mean) / deviation, test_labels
