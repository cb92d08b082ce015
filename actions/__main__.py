"""Run the action server: `python -m actions`."""

from __future__ import annotations

import logging
import os
import sys

from actions.app import build_app
from actions.settings import Settings


def main() -> None:
    """Serve until a signal ends the process; a setting that does not fit is named."""
    try:
        settings = Settings.from_environment(os.environ)
    except ValueError as error:
        sys.exit(f"actions: {error}")
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    # Its warnings quote addresses, and with them what people asked.
    logging.getLogger("urllib3").setLevel(logging.ERROR)
    app = build_app()
    logging.getLogger(__name__).info("acts answer at http://%s:%d", settings.host, settings.port)
    app.run(settings.host, settings.port, access_log=False, motd=False)


if __name__ == "__main__":
    main()
