"""Small things that both regressions do to arrays."""
import numpy as np


def uniform(bound, *shape):
    """Uniform numbers from -bound to bound."""
    return np.random.uniform(-bound, bound, shape)


def clip(delta, bound):
    """delta, shortened to the bound if it is longer."""
    length = np.linalg.norm(delta)
    return delta * (bound / length) if length > bound else delta


def normalise(change):
    return change / np.linalg.norm(change)


def angle(a, b):
    """Degrees between two vectors or two matrices."""
    cosine = np.vdot(a, b) / (np.linalg.norm(a) * np.linalg.norm(b))
    return np.degrees(np.arccos(np.clip(cosine, -1, 1)))
