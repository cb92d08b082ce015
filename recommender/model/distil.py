"""Soft labels: what simpler models, fitted on the same places, make of them.

There are 445 positives among 91,175 places, so most of what a network could learn is in how the
unlabelled differ. It learns from the labels and from its teachers' probabilities (distillation,
Hinton et al. 2015); the teachers are fitted on the training departments alone.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from recommender.model.network import WIDTH
from recommender.model.teachers import teacher_logits
from recommender.model.train import POSITIVE_WEIGHT

# What the teachers count against the labels.
TEACHER_SHARE = 0.8

Floats32 = NDArray[np.float32]


def targets(features: Floats32, label: Floats32, weight: Floats32) -> tuple[Floats32, Floats32]:
    """Return the target, 0 to 1, and the weight of each example to learn from.

    The sum of two cross-entropies, that of the label (positives weighted up) and that of the
    teachers, is one cross-entropy with their weighted mean as its target.
    """
    own = features[:, :WIDTH]
    # The teachers speak of the true rate, the label of one where positives are weighted up.
    soft = expit(teacher_logits(own, label, own) + np.log(POSITIVE_WEIGHT))
    hard = (1.0 - TEACHER_SHARE) * weight * np.where(label > 0, POSITIVE_WEIGHT, 1.0)
    total = hard + TEACHER_SHARE
    target = (hard * label + TEACHER_SHARE * soft) / total
    return target.astype(np.float32), total.astype(np.float32)
