"""Prints golden.json: Student quantiles and t-intervals from SciPy.

    python3 golden.py > golden.json
"""
import json

import numpy
import scipy
from scipy import stats

DEGREES = [1, 2, 3, 4, 5, 9, 10, 29, 30, 99, 1000]
COVERAGES = [0.5, 0.9, 0.95, 0.99]
ARITHMETIC = [[2.0, 4.0, 4.0, 5.0, 10.0], [1.5, 2.5]]
GEOMETRIC = [[1e-14, 3e-13, 2e-12], [0.5, 0.25, 2.0, 1.0]]


def interval(values):
    mean = numpy.mean(values)
    low, high = stats.t.interval(
        0.95, len(values) - 1, loc=mean, scale=stats.sem(values))
    return [mean, low, high]


print(json.dumps({
    "origin": f"golden.py, NumPy {numpy.__version__}, SciPy {scipy.__version__}",
    "quantiles": [
        {"degrees": nu, "coverage": c, "t": stats.t.ppf((1 + c) / 2, nu)}
        for nu in DEGREES for c in COVERAGES],
    "arithmetic": [
        {"values": v, "interval": interval(v)} for v in ARITHMETIC],
    "geometric": [
        {"values": v, "interval": list(numpy.exp(interval(numpy.log(v))))}
        for v in GEOMETRIC],
}, indent=1))
