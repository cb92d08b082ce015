"""Pictures of how the model does, for people: PNG files whose bytes repeat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

import numpy as np
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.colors import LogNorm
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, LogLocator, NullLocator
from numpy.typing import NDArray
from PIL import Image
from sklearn.metrics import average_precision_score, precision_recall_curve

from recommender.model.calibration import Numbers
from recommender.model.intervals import Reliability

Floats = NDArray[np.float64]
DPI = 110
# Okabe and Ito (2008): told apart with every common kind of colour blindness.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
DASHES = ("-", "--", "-.", ":")
GREY = "#767676"
# So many colours show every step of a colour map, in a third of the bytes of them all.
PALETTE = 256
MOST_BARS = 20
# From one end of an axis to the other: beyond, labels at 1, 2 and 5 would run together.
CROWDED = 400.0


def draw_reliability(found: Reliability, path: Path, site: str = "a tambo") -> None:
    """Draw how often places of each tenth have a site against how likely the model calls them."""
    figure, axes = _page(6.5, 5.5, "Does a likeness of 1 % mean one place in a hundred?")
    # A logarithmic axis has no place for the intervals that begin at nothing.
    shown = found.share > 0
    said, share = 100 * found.probability[shown], 100 * found.share[shown]
    ends = 100 * np.vstack([found.share - found.low, found.high - found.share])[:, shown]
    least = min(said.min(), share.min()) / 2.5
    most = max(said.max(), 100 * found.high.max()) * 1.5
    ends[0] = np.minimum(ends[0], share - least / 2)
    axes.plot([least, most], [least, most], "--", color=GREY, label="if it were exact")
    axes.errorbar(
        said, share, yerr=ends, fmt="o", capsize=3, color=COLOURS[0], label="each tenth of places"
    )
    axes.set(xscale="log", yscale="log", xlim=(least, most), ylim=(least, most), aspect="equal")
    for axis in (axes.xaxis, axes.yaxis):
        _logarithmic(axis, crowded=most / least > CROWDED)
    axes.set_xlabel("Mean likeness that the model gives in unseen departments")
    axes.set_ylabel(f"Places that have {site}\n(bars: 95 % over departments)")
    axes.legend(loc="upper left", frameon=False)
    _save(figure, path)


def draw_precision_recall(
    label: Numbers, logits: Mapping[str, Numbers], path: Path, site: str = "a tambo"
) -> None:
    """Draw precision over recall for every model, by name; label and logits have shape (n,)."""
    figure, axes = _page(7.5, 5.5, f"How many of the places at the top have {site}?")
    for number, (name, logit) in enumerate(logits.items()):
        precision, recall, _ = precision_recall_curve(label, logit)
        # The first few places make the curve jump from 0 to 100 % and say nothing.
        shown = (recall >= 0.01) & (precision > 0)
        average = _percent(100 * average_precision_score(label, logit))
        axes.plot(
            100 * recall[shown],
            100 * precision[shown],
            DASHES[number // len(COLOURS) % len(DASHES)] if number else "-",
            color=COLOURS[number % len(COLOURS)],
            linewidth=2.2 if number == 0 else 1.2,
            label=f"{name} (average {average})",
        )
    rate = 100 * float(np.mean(label))
    axes.axhline(rate, linestyle="--", color=GREY, label=f"any place ({_percent(rate)})")
    axes.set(xlim=(0, 100), yscale="log")
    axes.xaxis.set_major_formatter(FuncFormatter(_percent))
    _logarithmic(axes.yaxis)
    axes.set_xlabel(f"Recall: share of all places with {site} that are found")
    axes.set_ylabel(f"Precision: share of the places taken that have {site}")
    axes.legend(loc="upper right", frameon=False, fontsize=9)
    _save(figure, path)


def draw_map(
    latitude: Floats, longitude: Floats, probability: Floats, path: Path, site: str = "a tambo"
) -> None:
    """Draw each place as a point in the colour of its likeness, grey where it has none (NaN).

    Degrees, shape (n,). Equirectangular: a kilometre is as long both ways in the middle of Peru.
    """
    figure, axes = _page(6.5, 7.6, f"Likeness to the places that have {site}")
    scored = ~np.isnan(probability)
    axes.scatter(longitude[~scored], latitude[~scored], s=1.0, color="#C8C8C8", linewidths=0)
    # The likeliest go on top, for they are few.
    order = np.flatnonzero(scored)[np.argsort(probability[scored], kind="stable")]
    low, high = np.quantile(probability[scored], [0.02, 0.998])
    points = axes.scatter(
        longitude[order],
        latitude[order],
        c=100 * probability[order],
        norm=LogNorm(100 * low, 100 * high, clip=True),
        cmap="viridis_r",
        s=1.6,
        linewidths=0,
    )
    middle = (latitude.min() + latitude.max()) / 2
    axes.set_aspect(1 / np.cos(np.radians(middle)))
    axes.set_xlabel("Longitude, degrees (grey: urban places, which have no score)")
    axes.set_ylabel("Latitude, degrees")
    figure.set_layout_engine("compressed")
    bar = figure.colorbar(points, ax=axes, shrink=0.6)
    _logarithmic(bar.ax.yaxis)
    bar.set_label("Likeness (logarithmic)")
    _save(figure, path)


def draw_importance(
    names: Sequence[str], importance: Floats, meaning: str, path: Path, spread: Floats | None = None
) -> None:
    """Draw the features that matter most as bars; `meaning` labels the axis, with its unit.

    `importance` and `spread`, its standard deviation if known, have shape (len(names),).
    """
    order = np.argsort(importance, kind="stable")[-MOST_BARS:]
    figure, axes = _page(7.5, 1.6 + 0.26 * len(order), "What the model looks at")
    bars = [names[place].replace("_", " ") for place in order]
    errors = None if spread is None else spread[order]
    axes.barh(bars, importance[order], xerr=errors, color=COLOURS[0], ecolor=GREY, capsize=2)
    axes.axvline(0.0, color="black", linewidth=0.8)
    axes.set_xlabel(meaning)
    axes.margins(y=0.01)
    _save(figure, path)


def _page(width: float, height: float, title: str) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(width, height), dpi=DPI, layout="constrained")
    axes = figure.add_subplot()
    axes.set_title(title, fontsize=12, pad=10)
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(color="#E4E4E4", linewidth=0.6)
    axes.set_axisbelow(True)
    return figure, axes


def _logarithmic(axis: Axis, crowded: bool = False) -> None:
    axis.set_major_locator(LogLocator(subs=(1.0,) if crowded else (1.0, 2.0, 5.0)))
    axis.set_major_formatter(FuncFormatter(_percent))
    axis.set_minor_locator(NullLocator())


def _percent(value: float, _place: int | None = None) -> str:
    """Return a percentage with two digits, as many as it takes to tell 0.5 % from 0.55 %."""
    return f"{value:.0f} %" if value >= 10 or value == 0 else f"{value:.2g} %"


def _save(figure: Figure, path: Path) -> None:
    drawn = BytesIO()
    # No version of a library in the file: the same picture is the same bytes.
    figure.savefig(drawn, format="png", metadata={"Software": None})
    picture = Image.open(drawn).convert("RGB")
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.quantize(PALETTE, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
        path, format="PNG", optimize=True
    )
