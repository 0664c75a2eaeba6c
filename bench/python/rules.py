"""The learning rules of Podlaski & Machens 2020, one layer at a time.

e is the error of the layer above, W (out, in) its weights, B (in, out) its
feedback, D the slopes of the layer below.
"""
import numpy as np
from numba import njit

STEPS = 999
DT = 0.5


def least_squares(A, b):
    """The solution of A x = b of least norm, cut off at machine precision."""
    return np.linalg.lstsq(A, b, rcond=-1)[0]


def backpropagation(W, e, D):
    return D * np.dot(W.T, e)


def feedback_alignment(B, e, D):
    return D * np.dot(B, e)


def pseudobackpropagation(W, e, D):
    return D * least_squares(W, e)


def non_dynamic_inversion(W, B, e, D, leak):
    """The resting state of dynamic inversion, solved on the smaller side."""
    outputs, inputs = W.shape
    if outputs <= inputs:
        u = least_squares(np.dot(W, B) - leak * np.eye(outputs), e)
        return D * np.dot(B, u)
    return D * least_squares(np.dot(B, W) - leak * np.eye(inputs), np.dot(B, e))


@njit
def dynamic_inversion(W, B, e, leak):
    """Semi-implicit Euler steps of the linear loop: controller y, then layer x."""
    y = np.zeros(W.shape[0])
    x = np.zeros(W.shape[1])
    for _ in range(STEPS):
        y += DT * (np.dot(W, x) - leak * y - e)
        x += DT * (np.dot(B, y) - x)
    return x


@njit
def tanh_inversion(W, B, e, leak):
    """The same with W acting on tanh x."""
    y = np.zeros(W.shape[0])
    x = np.zeros(W.shape[1])
    for _ in range(STEPS):
        y += DT * (np.dot(W, np.tanh(x)) - leak * y - e)
        x += DT * (np.dot(B, y) - x)
    return x


@njit
def single_loop_inversion(W1, W2, B, e, leak):
    """One loop through both layers: x (δ1), y (δ2), then the controller z."""
    x = np.zeros(W1.shape[1])
    y = np.zeros(W1.shape[0])
    z = np.zeros(W2.shape[0])
    for _ in range(STEPS):
        x += DT * (np.dot(B, z) - x)
        y += DT * (np.dot(W1, np.tanh(x)) - y)
        z += DT * (np.dot(W2, np.tanh(y)) - leak * z - e)
    return x, y


def layer_error(model, W, B, e, D):
    """δ of the layer below by any rule that works layer by layer; tanh loops leave D out."""
    rule, leak = model.rule, model.leak
    if rule == "BP":
        return backpropagation(W, e, D)
    if rule == "FA":
        return feedback_alignment(B, e, D)
    if rule == "PBP":
        return pseudobackpropagation(W, e, D)
    if rule == "NDI":
        return non_dynamic_inversion(W, B, e, D, leak)
    if rule == "DI" and model.transfer == "tanh":
        return tanh_inversion(W, B, e, leak)
    if rule == "DI":
        return dynamic_inversion(W, B, e, leak)
    raise ValueError(f"Cannot compute an error: there is no layerwise rule {rule}")
