"""Feedback before training, and loop stability, for which it is optimised by gradient descent."""
import numpy as np
import scipy.linalg


def initial(model, W, random, optimised):
    """Feedback of a model around weights W: drawn, or made of them; None without any."""
    if model.feedback == "none":
        return None
    kinds = {
        "random": random,
        "optimised": optimised,
        "transpose": W.T,
        "pseudoinverse": np.linalg.pinv(W),
        "sign": np.sign(W.T),
    }
    return np.array(model.scale * kinds[model.feedback], order="C")


def loop_matrix(W, B, leak):
    outputs, inputs = W.shape
    return np.block([[-np.eye(inputs), B], [W, -leak * np.eye(outputs)]])


def spectral_abscissa(W, B, leak):
    """The largest real part of the loop's eigenvalues; stable below 0."""
    return np.linalg.eigvals(loop_matrix(W, B, leak)).real.max()


def abscissa_and_gradient(W, B, leak):
    """The abscissa and its derivative by B, from the leading pair of eigenvectors."""
    values, left, right = scipy.linalg.eig(loop_matrix(W, B, leak), left=True)
    k = values.real.argmax()
    y, x = left[:, k].conj(), right[:, k]
    gradient = (np.outer(y, x) / np.dot(y, x)).real
    return values[k].real, gradient[: W.shape[1], W.shape[1] :]


def descend(W, B, leak, rate, least, most):
    """Moves B, in place, until the abscissa is -0.01; true if the loop is stable."""
    for step in range(most):
        abscissa, gradient = abscissa_and_gradient(W, B, leak)
        if step >= least and abscissa <= -0.01:
            break
        B -= rate * gradient
    return spectral_abscissa(W, B, leak) < 0

