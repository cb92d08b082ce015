"""When each alert fires and when it rests: series in promtool's notation (start+step x times).

`step` is the time between two values, `at` when is looked. `rests` differs from `fires` in what
matters alone, so that an alert which always slept, or always cried, would be found.
"""

from __future__ import annotations

from dataclasses import dataclass, field

Series = dict[str, str]


@dataclass(frozen=True)
class Case:
    """One alert; `labels` are those of the alert beside its name and severity.

    `rests_at` is when is looked at what rests, where that differs.
    """

    alert: str
    fires: Series
    rests: Series
    at: str
    step: str = "1m"
    labels: dict[str, str] = field(default_factory=lambda: {"namespace": "techhub"})
    rests_at: str = ""


NS = 'namespace="techhub"'
