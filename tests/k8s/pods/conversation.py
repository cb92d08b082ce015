"""The conversations of tests/e2e, held with a bot that already runs somewhere."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
TOKEN = "development-token-not-for-production"
SIGNED_URL = "http://127.0.0.1:5005/webhooks/twilio/webhook"
# Those that need nothing but a phone.
CONVERSATIONS = ("test_whatsapp", "test_sms", "test_languages", "test_lessons")


def hold(webhook: str) -> tuple[bool, str]:
    """Whether every conversation went as it should, and what pytest said."""
    files = [str(ROOT / "tests" / "e2e" / f"{name}.py") for name in CONVERSATIONS]
    told = {"E2E_WEBHOOK": webhook, "E2E_SIGNED_URL": SIGNED_URL, "E2E_TOKEN": TOKEN}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *files],
        cwd=ROOT,
        env={**os.environ, **told},
        capture_output=True,
        text=True,
    )
    return done.returncode == 0, done.stdout[-4000:]
