"""Prints golden.json: Student quantiles, t-intervals and Welch's from SciPy.

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
UNPAIRED = [
    [[2.0, 4.0, 4.0, 5.0, 10.0], [1.5, 2.5]],
    [[1.0, 2.0, 4.0], [3.0, 3.0, 3.0]],
    [[0.5, 0.25, 2.0, 1.0], [1e-3, 2e-3, 5e-3]]]


def interval(values):
    mean = numpy.mean(values)
    low, high = stats.t.interval(
        0.95, len(values) - 1, loc=mean, scale=stats.sem(values))
    return [mean, low, high]


def welch(a, b):
    """Of the mean of b minus that of a; degrees of freedom rounded down."""
    mean = numpy.mean(b) - numpy.mean(a)
    squares = [stats.sem(a) ** 2, stats.sem(b) ** 2]
    nu = stats.ttest_ind(a, b, equal_var=False).df
    low, high = stats.t.interval(
        0.95, numpy.floor(nu + 1e-9), loc=mean, scale=numpy.sqrt(sum(squares)))
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
    "unpaired": [
        {"a": a, "b": b, "arithmetic": welch(a, b),
         "geometric": list(numpy.exp(welch(numpy.log(a), numpy.log(b))))}
        for a, b in UNPAIRED],
}, indent=1))
