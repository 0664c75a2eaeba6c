"""A teacher and students 30-20-10-10: tanh, tanh, linear, with biases (Figure 3g-k)."""
import numpy as np

from arrays import angle, clip, uniform
from feedback import descend, initial, spectral_abscissa
from models import MODELS
from rules import dynamic_inversion, layer_error, non_dynamic_inversion, single_loop_inversion

ETA = 0.01
DESCENT = dict(rate=0.5, least=100, most=2000)
WEIGHTS = [(20, 30), (10, 20), (10, 10)]
BIASES = [(20, 1), (10, 1), (10, 1)]
FEEDBACK = [(20, 10), (10, 10), (20, 10)]  # of layer 1, of layer 2, from end to end


def forward(W, b, x):
    h1 = np.tanh(np.dot(W[0], x) + b[0])
    h2 = np.tanh(np.dot(W[1], h1) + b[1])
    return h1, h2, np.dot(W[2], h2) + b[2]


class NonlinearRegression:
    models = MODELS

    def __init__(self, examples):
        T = [uniform(0.01, *shape) for shape in WEIGHTS]
        c = [uniform(0.01, *shape) for shape in BIASES]
        self.x = np.random.normal(0, 1, (30, examples))
        self.target = forward(T, c, self.x)[-1]
        self.W = [uniform(0.01, *shape) for shape in WEIGHTS]
        self.b = [uniform(0.01, *shape) for shape in BIASES]
        self.B = [uniform(0.01, *shape) for shape in FEEDBACK]
        self.large = [uniform(0.5, *shape) for shape in FEEDBACK]
        for k in (1, 0):
            while not descend(self.W[k + 1], self.B[k], 0.0, **DESCENT):
                pass
        self.order = np.random.permutation(examples)

    def compile(self):
        _, W1, W2 = self.W
        B, e = np.zeros((20, 10)), np.zeros(10)
        dynamic_inversion(W1, B, e, 0.0)
        single_loop_inversion(W1, W2, B, e, 0.0)

    def train(self, model):
        """Learns every example once; gives what was measured, and the final weights."""
        rule, leak = model.rule, model.leak
        W = [w.copy() for w in self.W]
        b = [v.copy() for v in self.b]
        B1, B2 = [initial(model, W[k + 1], self.large[k], self.B[k]) for k in (0, 1)]
        B = -np.dot(B1, B2) if rule == "SDI" else None
        trace = {"error": [], "angles": [], "stability": []}
        for i in self.order:
            x = self.x[:, [i]]
            h1, h2, y = forward(W, b, x)
            e = (self.target[:, [i]] - y).ravel()
            D1, D2 = 1 - h1.ravel() ** 2, 1 - h2.ravel() ** 2
            if rule == "SDI":
                delta1, delta2 = single_loop_inversion(W[1], W[2], B, e, leak)
            else:  # each slope acts once more than its rule says, as published
                delta2 = D2 * layer_error(model, W[2], B2, e, D2)
                delta1 = D1 * layer_error(model, W[1], B1, delta2, D1)
            if trace["error"]:  # the first example teaches nothing
                delta1, delta2 = clip(delta1, 1), clip(delta2, 1)
                for k, (delta, h) in enumerate([(delta1, x), (delta2, h1), (e, h2)]):
                    W[k] += ETA * np.outer(delta, h)
                    b[k] += ETA * delta[:, None]
            output = forward(W, b, self.x)[-1]
            trace["error"].append(np.sum((self.target - output) ** 2))
            if rule in ("DI", "SDI"):
                _, W1, W2 = W
                ndi2 = non_dynamic_inversion(W2, B2, e, D2, leak)
                ndi1 = non_dynamic_inversion(W1, B1, ndi2, D1, leak)
                trace["angles"].append(
                    [angle(B1, -W1.T), angle(B2, -W2.T), angle(delta1, ndi1), angle(delta2, ndi2)]
                )
                while (abscissa1 := spectral_abscissa(W1, B1, leak)) > 0:
                    descend(W1, B1, leak, **DESCENT)
                while (abscissa2 := spectral_abscissa(W2, B2, leak)) > 0:
                    descend(W2, B2, leak, **DESCENT)
                trace["stability"].append([abscissa1, abscissa2])
        final = {f"W{k}": w for k, w in enumerate(W)} | {f"b{k}": v for k, v in enumerate(b)}
        return trace, final
