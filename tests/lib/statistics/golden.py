"""Prints golden.json: Student quantiles, t-intervals and Welch's, the normal distribution,
trimmed means, bootstrap intervals, exact tests and Holm's correction, from NumPy and SciPy.

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


# samples as errors are: normal, log-normal, of two kinds, with equal values
RANDOM = numpy.random.RandomState(19)
SAMPLES = [
    RANDOM.normal(3, 1, 10).tolist(),
    numpy.exp(RANDOM.normal(-2, 1, 20)).tolist(),
    [0.051, 0.049, 0.052, 0.31, 0.048],
    [0.25, 0.5, 0.25, 0.75, 0.5, 1.0, 0.25]]
STRATA = [[0], [1], [2], [3], [0, 1], [3, 2]]


def iqm(values, axis=-1):
    return stats.trim_mean(numpy.sort(values, axis), 0.25, axis=axis)


def mean(values, axis=-1):
    # equal resamples give equal means
    return numpy.mean(numpy.sort(values, axis), axis=axis)


STATISTICS = {"mean": mean, "median": numpy.median, "iqm": iqm}


def of_sums(statistic):
    """A statistic of each stratum, summed."""
    return lambda *strata, axis=-1: sum(statistic(s, axis=axis) for s in strata)


def bootstrap(strata, name, method, seed):
    result = stats.bootstrap(
        [numpy.sort(SAMPLES[j]) for j in strata], of_sums(STATISTICS[name]),
        n_resamples=2000, method=method, vectorized=True,
        random_state=numpy.random.RandomState(seed))
    return {
        "strata": strata, "statistic": name, "method": method, "seed": seed,
        "interval": list(result.confidence_interval)}


def binomial(yes, no):
    # quantiles, since proportion_ci() finds the ends to 2e-12 only
    low = stats.beta.ppf(0.025, yes, no + 1) if yes else 0.0
    high = stats.beta.ppf(0.975, yes + 1, no) if no else 1.0
    test = stats.binomtest(yes, yes + no, 0.5)
    assert numpy.allclose(test.proportion_ci(0.95, method="exact"), [low, high])
    return {"yes": yes, "no": no, "p": test.pvalue, "interval": [low, high]}


def holm(p):
    """Each times how many are no less, never below one before it."""
    order = numpy.argsort(p)
    adjusted = numpy.empty(len(p))
    adjusted[order] = numpy.maximum.accumulate(
        numpy.sort(p) * numpy.arange(len(p), 0, -1)).clip(max=1)
    return adjusted.tolist()


P = [[0.01, 0.04, 0.03, 0.005], [0.5, 0.5, 0.001, 1.0], [0.02],
     RANDOM.uniform(0, 0.1, 45).tolist()]
X = [-8.5, -3.7, -2.2621571627409915, -1.0, -1e-3, 0.0, 0.3, 1.96, 5.5]


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
    "normal": [{"x": x, "p": stats.norm.cdf(x)} for x in X],
    "normal_quantiles": [
        {"p": p, "x": stats.norm.ppf(p)} for p in [0.025, 0.31, 0.5, 0.75, 0.999]],
    "samples": [
        {"values": v, **{name: f(v) for name, f in STATISTICS.items()},
         "trimmed_tenth": stats.trim_mean(v, 0.1)} for v in SAMPLES],
    "bootstrap": [
        bootstrap(strata, name, method, seed)
        for seed, strata in enumerate(STRATA) for name in STATISTICS
        for method in ["percentile", "BCa"]],
    "binomial": [
        binomial(yes, n - yes)
        for n in [1, 3, 6, 10, 20] for yes in sorted({0, n // 2, n - 1, n})],
    "holm": [{"p": p, "adjusted": holm(p)} for p in P],
}, indent=1))
