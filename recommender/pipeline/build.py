"""The stages of a build, each from files of the one before to files of its own."""

from __future__ import annotations

import json
import pickle
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from recommender.features.tables import Tables, build_tables
from recommender.model.bundle import BundleError, load_bundle
from recommender.pipeline.choices import learning_tables
from recommender.pipeline.progress import Progress
from recommender.pipeline.settings import Settings
from recommender.pipeline.stage_code import (
    BACKTEST_CODE,
    BUNDLE_CODE,
    EVALUATION_CODE,
    FEATURE_CODE,
    HELD_OUT_CODE,
)
from recommender.pipeline.stages import Runner, code_of, fingerprint, versions_of
from recommender.sources import escale
from recommender.sources.catalogue import ORIGINALS, Sources, checksums, load_sources
from recommender.sources.originals import Fetcher, sha256_of
from recommender.sources.tambos import AS_OF

BUNDLE_LIMIT_BYTES = 20_000_000


@dataclass(frozen=True)
class Build:
    """One build of the bundle; stages that nothing has changed for are not run again."""

    settings: Settings
    progress: Progress

    @property
    def runner(self) -> Runner:
        return Runner(self.settings.work, self.progress)

    def say(self, line: str) -> None:
        """Tell the person who builds."""
        self.progress.say(line)

    @property
    def fetcher(self) -> Fetcher:
        return Fetcher(self.settings.mirror, self.settings.downloads)

    def sources(self) -> Sources:
        """Fetch and validate every source, say how many rows each has, and return them."""
        sources = load_sources(self.fetcher)
        for name, rows in sources.row_counts().items():
            self.say(f"sources: {name}, {rows:,} rows")
        return sources

    def features(self) -> str:
        """Build the tables of places, districts and features; return the hash of their content.

        Later stages depend on the content: code that changes without changing a figure, such as
        a message, trains nothing anew.
        """
        sums = checksums(self.fetcher)
        self.say(f"sources: {len(sums)} files")
        libraries = versions_of("numpy", "pandas", "scipy")
        schools = _sum_of(self.settings.schools)
        key = fingerprint(sums, schools, code_of(*FEATURE_CODE), libraries)
        self.runner.run("features", key, [self._tables, self._digest], self._build_tables)
        return self._digest.read_text(encoding="utf-8")

    def held_out(self) -> str:
        """Score every rural place with models that saw none of its department; return the key."""
        libraries = versions_of("keras", "tensorflow", "scikit-learn")
        chosen = [_sum_of(self.settings.outcomes), self.settings.health_posts]
        key = fingerprint(self.features(), chosen, code_of(*HELD_OUT_CODE), libraries)
        self.runner.run("held_out", key, [self._logits], self._score)
        return key

    def evaluation(self) -> str:
        """Measure the networks and the baselines on what was held out; return the key."""
        schools = _sum_of(self.settings.schools)
        key = fingerprint(self.held_out(), schools, code_of(*EVALUATION_CODE))
        self.runner.run("evaluation", key, [self._metrics], self._evaluate)
        return key

    def backtest(self) -> str:
        """Plan against hidden hubs by the champion's held-out scores; return the key."""
        libraries = versions_of("highspy", "scipy")
        key = fingerprint(self.evaluation(), code_of(*BACKTEST_CODE), libraries)
        self.runner.run("backtest", key, [self._backtest], self._plan_back)
        return key

    def bundle(self) -> str:
        """Train on all places and write the bundle; return its version."""
        key = fingerprint(self.backtest(), code_of(*BUNDLE_CODE))
        outputs = [self.settings.bundle / "manifest.json"]
        self.runner.run("bundle", key, outputs, self._write_bundle)
        return str(_version(self.settings.bundle))

    def metrics(self) -> dict[str, Any]:
        """Return the figures of the last evaluation."""
        loaded: dict[str, Any] = json.loads(self._metrics.read_text(encoding="utf-8"))
        return loaded

    def _with_backtest(self) -> dict[str, Any]:
        found = json.loads(self._backtest.read_text(encoding="utf-8"))
        return {**self.metrics(), "backtest": found}

    @property
    def _label(self) -> str:
        return "outcomes" if self.settings.outcomes else "tambos"

    @property
    def _tables(self) -> Path:
        return self.settings.work / "tables.pickle"

    @property
    def _digest(self) -> Path:
        return self.settings.work / "tables.sha256"

    @property
    def _logits(self) -> Path:
        return self.settings.work / "held_out_logits.npz"

    @property
    def _metrics(self) -> Path:
        return self.settings.work / "metrics.json"

    @property
    def _backtest(self) -> Path:
        return self.settings.work / "backtest.json"

    def _build_tables(self) -> None:
        tables = build_tables(self.sources(), self._schools())
        self.settings.work.mkdir(parents=True, exist_ok=True)
        self._tables.write_bytes(pickle.dumps(tables))
        self._digest.write_text(tables.digest(), encoding="utf-8")

    def _schools(self) -> pd.DataFrame | None:
        if self.settings.schools is None:
            return None
        register = escale.load(self.settings.schools)
        left_out = ", ".join(f"{name} {rows:,}" for name, rows in register.dropped.items())
        self.say(f"sources: schools, {len(register.schools):,} rows; left out: {left_out}")
        return register.schools

    def _learning_tables(self) -> Tables:
        return learning_tables(
            self._read_tables(), self.settings.outcomes, self.settings.health_posts
        )

    def _read_tables(self) -> Tables:
        # Our own file of our own work folder, never one that came from elsewhere.
        tables = pickle.loads(self._tables.read_bytes())
        assert isinstance(tables, Tables)
        return tables

    def _score(self) -> None:
        from recommender.model.held_out import all_logits

        logits = all_logits(self._learning_tables(), self.progress.track)
        with self._logits.open("wb") as file:
            np.savez(file, **dict[str, Any](logits))

    def _evaluate(self) -> None:
        from recommender.features.people_report import people_report
        from recommender.features.school_calibration import school_report
        from recommender.model.evaluate import evaluation

        tables = self._read_tables()
        metrics = evaluation(tables, self._learning_tables(), self._read_logits())
        metrics["label"] = self._label
        sources = self.sources()
        metrics["people"] = people_report(tables.places, sources)
        metrics["schools"] = school_report(tables, sources.school_services, self._schools())
        self._say_of_schools(metrics["schools"])
        self._metrics.write_text(json.dumps(metrics), encoding="utf-8")

    def _plan_back(self) -> None:
        from recommender.pipeline.backtest import backtest_report

        logits = self._read_logits()[self.metrics()["champion"]]
        report = backtest_report(self._read_tables(), self._learning_tables(), logits)
        self._backtest.write_text(json.dumps(report), encoding="utf-8")

    def _say_of_schools(self, report: dict[str, Any]) -> None:
        register = report["register"]
        if register is not None and register["far_off"]:
            self.say(
                "evaluation: the school register is far from the count of services in districts "
                + ", ".join(register["far_off"])
            )

    def _read_logits(self) -> dict[str, NDArray[np.float64]]:
        with np.load(self._logits, allow_pickle=False) as archive:
            return {name: archive[name] for name in archive.files}

    def _write_bundle(self) -> None:
        from recommender.model.card import model_card
        from recommender.model.finish import final_model, rural_suitability
        from recommender.model.write import (
            write_contributions,
            write_manifest,
            write_metrics,
            write_tables,
        )
        from recommender.pipeline.outlines import write_outlines
        from recommender.pipeline.plots import draw_report

        tables, logits = self._learning_tables(), self._read_logits()
        metrics = self._with_backtest()
        champion = metrics["champion"]
        folder = self.settings.work / "bundle"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        contributions = final_model(champion, tables, logits[champion], folder, self.progress.track)
        write_contributions(tables, contributions, folder)
        suitability = rural_suitability(champion, tables, folder / "saved_model")
        # The label may be an operator's own; the register ships the hubs that there are.
        write_tables(replace(tables, hubs=self._read_tables().hubs), suitability, folder)
        write_metrics(metrics, folder)
        (folder / "model_card.md").write_text(model_card(metrics), encoding="utf-8")
        draw_report(tables, metrics, logits, suitability, folder / "report")
        sources = load_sources(self.fetcher)
        write_outlines(sources.department_outlines, sources.district_outlines, folder / "outlines")
        write_manifest(folder, self._about(), AS_OF)
        self._deliver(folder)

    def _about(self) -> dict[str, Any]:
        from recommender.model.train import SEED

        sums = checksums(self.fetcher)
        return {
            "data_year": "2022",
            "hubs_as_of": AS_OF,
            "seed": SEED,
            "label": self._label,
            "health_posts": self.settings.health_posts,
            "school_register": self.settings.schools is not None,
            "sources": [
                {
                    "file": original.mirror_name,
                    "publisher": original.publisher,
                    "year": original.year,
                    "licence": original.licence,
                    "url": original.url or None,
                    "sha256": sums[original.mirror_name],
                }
                for original in ORIGINALS
            ],
        }

    def _deliver(self, folder: Path) -> None:
        """Put the finished bundle where it is served from, all of it or nothing."""
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        if size > BUNDLE_LIMIT_BYTES:
            raise RuntimeError(f"the bundle has {size:,} bytes, over {BUNDLE_LIMIT_BYTES:,}")
        target = self.settings.bundle
        if _version(folder) == _version(target):
            self.say(f"bundle: the same figures as in {target}, which stays as it is")
            return
        target.mkdir(parents=True, exist_ok=True)
        # TensorFlow's shards may be fewer than before: nothing of the old model may stay.
        shutil.rmtree(target / "saved_model", ignore_errors=True)
        # The manifest goes last: until it is there, a reader sees that the files do not fit it.
        shutil.copytree(
            folder, target, dirs_exist_ok=True, ignore=shutil.ignore_patterns("manifest.json")
        )
        shutil.copyfile(folder / "manifest.json", target / "manifest.json")
        self.say(f"bundle: {size / 1e6:.1f} MB in {target}")


def _sum_of(file: Path | None) -> str | None:
    return None if file is None else sha256_of(file)


def _version(folder: Path) -> str | None:
    """Return the version of a whole bundle in a folder, None where there is none."""
    try:
        return load_bundle(folder).version
    except BundleError:
        return None
