"""A model of whom a message moves: one prediction with it, one without, and the difference.

Without scikit-learn only `learned` is missing: it raises `ImportError`.
"""

import numpy as np
from numpy.typing import NDArray

from core.uplift.mean import Numbers

Features = NDArray[np.float64]  # units × features


def learned(
    features: Features, outcomes: Numbers, treated: NDArray[np.bool_], *, ask: Features
) -> Numbers:
    """The uplift a T-learner of two logistic regressions foretells for other units.

    `outcomes` are 0 or 1, of the units it learns from; `ask` has the features of those it is
    asked about. Source: S. R. Künzel, J. S. Sekhon, P. J. Bickel and B. Yu, PNAS 116 (2019),
    4156–4165. Raises `ImportError` without scikit-learn, and `ValueError` where an arm knows
    one outcome only.
    """
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    told = []
    for arm in (treated, ~treated):
        model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1_000))
        model.fit(features[arm], outcomes[arm])
        told.append(model.predict_proba(ask)[:, 1])
    return np.asarray(told[0] - told[1], dtype=np.float64)
