"""Train the Rasa model when what it learns from has changed; otherwise say so and do nothing.

Run by the chat environment's Python. The model lies in `bot/models/<hash of its inputs>.tar.gz`.
"""

import argparse
import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BOT = ROOT / "bot"
MODELS = BOT / "models"
LEARNS_FROM = ("config.yml", "requirements.lock", "domain", "nlu", "rules", "understanding")
KEPT = 3


def inputs():
    for name in LEARNS_FROM:
        path = BOT / name
        # Our own parts of the pipeline are kept in the model as they were when it was trained.
        found = [*path.glob("*.yml"), *path.glob("*.py")] if path.is_dir() else [path]
        yield from sorted(found)


def model_path():
    """Where the model of today's inputs lies or will lie."""
    digest = hashlib.sha256()
    for path in inputs():
        digest.update(path.relative_to(BOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return MODELS / (digest.hexdigest()[:16] + ".tar.gz")


def train(model):
    """Train aside, and put the model in place only when it is whole."""
    print("techhub: training the assistant (two to three minutes)", flush=True)
    MODELS.mkdir(exist_ok=True)
    log = MODELS / "training.log"
    with tempfile.TemporaryDirectory(prefix="training-", dir=str(MODELS)) as scratch:
        fresh = Path(scratch) / model.name
        with log.open("w") as out:
            code = run_rasa(fresh, out)
        if code or not fresh.exists():
            tail = "\n".join(log.read_text(errors="replace").splitlines()[-15:])
            raise SystemExit(f"techhub: training failed; the end of {log}:\n{tail}")
        os.replace(fresh, model)
    for old in sorted(MODELS.glob("*.tar.gz"), key=os.path.getmtime)[:-KEPT]:
        old.unlink()


def run_rasa(model, out):
    """Train into the file `model`, with rasa's words in `out`; return rasa's exit code."""
    command = [Path(sys.executable).with_name("rasa"), "train", "--quiet"]
    command += ["--domain", "bot/domain", "--data", "bot/nlu", "bot/rules"]
    command += ["--config", "bot/config.yml", "--out", model.parent]
    command += ["--fixed-model-name", model.name[: -len(".tar.gz")]]
    quiet = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"}
    quiet["SQLALCHEMY_SILENCE_UBER_WARNING"] = "1"
    return subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env={**os.environ, **quiet},
        stdout=out,
        stderr=subprocess.STDOUT,
    ).returncode


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--print-path", action="store_true", help="only say where the model lies")
    if parser.parse_args().print_path:
        print(model_path())
    elif model_path().exists():
        print("techhub: the assistant's model is up to date", flush=True)
    else:
        train(model_path())


if __name__ == "__main__":
    main()
