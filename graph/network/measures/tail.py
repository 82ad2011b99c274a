"""True if the degrees follow a power law."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence

from graph.network.computing.measure import Value, whole
from graph.network.computing.network_libraries import need
from graph.network.computing.simple_graph import SimpleGraph

# Below this the fit says nothing, by the paper that it follows (section 3.5).
_LEAST = 100


@whole(asked_for=True)
def power_law(graph: SimpleGraph) -> Mapping[str, Value] | None:
    """The discrete power law that fits the tail of the degrees best.

    Exponent alpha with its standard error, the degree xmin where the tail begins, nodes in the
    tail, Kolmogorov-Smirnov distance D; beside a lognormal and an exponential the log-likelihood
    ratio R (above 0: the power law is better) and its p. None with fewer than 100 nodes with a tie.

    Source: Clauset, Shalizi and Newman, Power-law distributions in empirical data, SIAM Review 51
    (2009), 661-703; by the package powerlaw: Alstott, Bullmore and Plenz, PLoS ONE 9 (2014),
    e85777.

    Components: all nodes with at least one tie.
    """
    degrees = [degree for degree in graph.degrees if degree]
    if len(degrees) < _LEAST:
        return None
    with warnings.catch_warnings():
        # It warns of its own coming names, and of first guesses that it then mends itself.
        warnings.simplefilter("ignore")
        return _fit(degrees)


def _fit(degrees: Sequence[int]) -> Mapping[str, Value]:
    fit = need("powerlaw").Fit(degrees, discrete=True, verbose=False)
    found: dict[str, Value] = {
        "alpha": float(fit.power_law.alpha),
        "alpha_error": float(fit.power_law.standard_err),
        "xmin": float(fit.power_law.xmin),
        "tail": sum(degree >= fit.power_law.xmin for degree in degrees),
        "D": float(fit.power_law.D),
    }
    for other in ("lognormal", "exponential"):
        ratio, p = fit.distribution_compare("power_law", other, normalized_ratio=True)
        found[f"against_{other}"] = {"R": float(ratio), "p": float(p)}
    return found
