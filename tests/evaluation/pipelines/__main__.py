"""Train each pipeline on the same examples and read the held-out messages with it:
`.venvs/chat/bin/python -m tests.evaluation.pipelines [--examples N] [NAME ...]`.

With `--examples` all learn from the same N of them, drawn at random: DIET takes two minutes an
epoch for all 16,700. Each is trained and tried in a process of its own, so that its time and memory
are its own. Only intents and the presence of places are compared: what comes after is the same.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
HELD_OUT = ROOT / "tests" / "evaluation" / "messages.jsonl"
PIPELINES = {
    "logistic_regression": ROOT / "bot" / "config.yml",
    "diet": Path(__file__).with_name("diet.yml"),
}
# What a rule makes of an intent; for the others act and intent share their name.
ACT_OF = {
    "inform_place": "nearest_hubs",
    "share_location": "nearest_hubs",
    "choose": "hub_details",
    "lesson": "learn",
    "previous": "more",
    "nlu_fallback": "out_of_scope",
}
SEED = 7
ASK_BACK = {"nearest_hubs", "recommend_sites", "plan_sites"}


def examples(number: int, folder: Path) -> str:
    """Where the examples to learn from lie; `number` of them, or all where it is 0."""
    if not number:
        return str(ROOT / "bot" / "nlu")
    from rasa.shared.nlu.training_data.loading import load_data

    data = load_data(str(ROOT / "bot" / "nlu"))
    random.Random(SEED).shuffle(data.training_examples)
    data.training_examples = data.training_examples[:number]
    path = folder / "drawn.yml"
    path.write_text(data.nlu_as_yaml(), "utf-8")
    return str(path)


def measure(name: str, number: int) -> dict[str, Any]:
    """Train and try one pipeline in this process."""
    from rasa.core.agent import Agent
    from rasa.model_training import train_nlu

    with tempfile.TemporaryDirectory() as folder:
        learns_from = examples(number, Path(folder))
        began = time.process_time(), time.perf_counter()
        model = train_nlu(
            config=str(PIPELINES[name]), nlu_data=learns_from, output=folder,
            domain=str(ROOT / "bot" / "domain"),
        )  # fmt: skip
        cpu_s, wall_s = time.process_time() - began[0], time.perf_counter() - began[1]
        agent = Agent.load(str(model))
    found = asyncio.run(_read(agent))
    return {
        "name": name,
        "examples": number or "all",
        "train_cpu_s": round(cpu_s, 1),
        "train_wall_s": round(wall_s, 1),
        # Training and use in one process: the most of both.
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000),
        **found,
    }


async def _read(agent: Any) -> dict[str, Any]:
    rows = [json.loads(line) for line in HELD_OUT.read_text("utf-8").splitlines()]
    fits: dict[str, list[bool]] = {}
    places, taken = [], []
    for row in rows:
        began = time.perf_counter()
        parsed = await agent.parse_message(row["text"])
        taken.append(1000 * (time.perf_counter() - began))
        fits.setdefault(row["lang"], []).append(_fits(row, str(parsed["intent"]["name"])))
        if row["expect"].get("place"):
            places.append(any(one["entity"] == "place" for one in parsed["entities"]))
    every = [fit for language in fits.values() for fit in language]
    return {
        "messages": len(rows),
        "intent": _share(every),
        **{f"intent_{language}": _share(those) for language, those in sorted(fits.items())},
        "place_seen": _share(places),
        "ms": round(median(taken), 1),
    }


def _fits(row: dict[str, Any], intent: str) -> bool:
    act = ACT_OF.get(intent, intent)
    wanted = {row["expect"]["act"], *row.get("accept", {}).get("act", [])}
    return act in wanted or ("ask_place" in wanted and act in ASK_BACK)


def _share(fits: list[bool]) -> float:
    return round(sum(fits) / len(fits), 3)


def main() -> int:
    """Measure each in a process of its own and print one line of JSON for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=list(PIPELINES))
    parser.add_argument("--examples", type=int, default=0)
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.here:
        print(json.dumps(measure(given.names[0], given.examples)))
        return 0
    for name in given.names:
        command = [sys.executable, "-m", "tests.evaluation.pipelines", "--here", name]
        command += ["--examples", str(given.examples)]
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
        print(done.stdout.strip().splitlines()[-1], flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
