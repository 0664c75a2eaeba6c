"""A linear teacher 30-10, and students 30-20-10 without biases (Figure 3a-f)."""
import numpy as np

from arrays import angle, clip, normalise, uniform
from feedback import descend, initial, spectral_abscissa
from models import MODELS
from rules import dynamic_inversion, layer_error, non_dynamic_inversion, pseudobackpropagation

ETA = 0.01
DESCENT = dict(rate=0.05, least=10, most=200)


class LinearRegression:
    models = {name: model for name, model in MODELS.items() if model.rule != "SDI"}
    models["FA-2"] = models["FA-2"]._replace(scale=-50.0)

    def __init__(self, examples, normalised=False):
        self.normalised = normalised
        T = uniform(1, 10, 30)
        self.x = np.random.normal(0, 1, (30, examples))
        self.target = np.dot(T, self.x)
        self.W0 = uniform(0.01, 20, 30)
        uniform(0.01, 10, 20)  # a first W1, which no model uses
        self.B1 = uniform(0.01, 20, 10)
        self.large = uniform(0.5, 20, 10)
        stable = False
        while not stable:
            self.W1 = uniform(0.01, 10, 20)
            stable = descend(self.W1, self.B1, 0.0, **DESCENT)
        self.order = np.random.permutation(examples)

    def compile(self):
        dynamic_inversion(self.W1, np.zeros((20, 10)), np.zeros(10), 0.0)

    def train(self, model):
        """Learns every example once; gives what was measured, and the final weights."""
        leak = model.leak
        W0, W1 = self.W0.copy(), self.W1.copy()
        B1 = initial(model, W1, self.large, self.B1)
        slope = np.ones(20)
        trace = {"error": [], "angles": [], "stability": []}
        for i in self.order:
            x = self.x[:, i]
            h = np.dot(W0, x)
            e = self.target[:, i] - np.dot(W1, h)
            delta = clip(layer_error(model, W1, B1, e, slope), 10)
            dW0, dW1 = np.outer(delta, x), np.outer(e, h)
            if self.normalised:
                dW0, dW1 = normalise(dW0), normalise(dW1)
            if trace["error"]:  # the first example teaches nothing
                W0 += ETA * dW0
                W1 += ETA * dW1
            output = np.dot(W1, np.dot(W0, self.x))
            trace["error"].append(np.sum((self.target - output) ** 2))
            if model.rule == "DI":
                ndi = non_dynamic_inversion(W1, B1, e, slope, leak)
                pbp = pseudobackpropagation(W1, e, slope)
                trace["angles"].append([angle(B1, -W1.T), angle(delta, ndi), angle(delta, pbp)])
                while (abscissa := spectral_abscissa(W1, B1, leak)) > 0:
                    descend(W1, B1, leak, **DESCENT)
                trace["stability"].append([abscissa])
        return trace, {"W0": W0, "W1": W1}
