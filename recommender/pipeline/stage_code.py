"""Which code each stage of a build depends on: when it changes, the stage is run again."""

from __future__ import annotations

FEATURE_CODE = ("sources", "features", "places/sphere.py")
HELD_OUT_CODE = (
    "pipeline/choices.py",
    "model/labels.py",
    "model/neighbours.py",
    "model/encoding.py",
    "model/network.py",
    "model/train.py",
    "model/baselines.py",
    "model/teachers.py",
    "model/distil.py",
    "model/topics.py",
    "model/permutation.py",
    "model/held_out.py",
)
EVALUATION_CODE = (
    "features/people_held_out.py",
    "features/people_report.py",
    "features/school_calibration.py",
    "model/calibration.py",
    "model/evaluate.py",
    "model/intervals.py",
    "model/measures.py",
    "model/ordering.py",
    "model/slices.py",
)
BACKTEST_CODE = (
    "pipeline/backtest.py",
    "plan/backtest.py",
    "plan/reach.py",
    "plan/optimise/greedy.py",
    "plan/optimise/problem.py",
    "plan/optimise/rows.py",
    "plan/optimise/solve.py",
    "plan/optimise/swap.py",
)
BUNDLE_CODE = (
    "model/finish.py",
    "model/explain.py",
    "model/report.py",
    "pipeline/plots.py",
    "pipeline/outlines.py",
    "model/export.py",
    "model/write.py",
    "model/card.py",
    "model/card_text.py",
    "model/tried.py",
    "model/bundle.py",
    "model/serving.py",
)
