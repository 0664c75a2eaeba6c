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


def load_bytes(folder):
    """Pixels (784, n) as bytes and labels (n), of training and of test images."""
    for name in ("train", "t10k"):
        images = read_idx(os.path.join(folder, f"{name}-images-idx3-ubyte"))
        labels = read_idx(os.path.join(folder, f"{name}-labels-idx1-ubyte"))
        yield images.reshape(len(images), -1).T, labels


def load(folder):
    """Standardised pixels (784, n) and labels (n), of training and of test images."""
    (train, train_labels), (test, test_labels) = load_bytes(folder)
    mean, deviation = train.mean(), train.std()
    return (train - mean) / deviation, train_labels, (test - mean) / deviation, test_labels


def load_unit(folder):
    """Pixels (784, n) from 0 to 1, of training and of test images."""
    return [pixels / 255 for pixels, _ in load_bytes(folder)]
