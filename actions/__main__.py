"""Run the action server: `python -m actions`."""

from __future__ import annotations

import logging
import os
import sys
import threading
from typing import Any

from actions.log_output import refuse_to_start, start_logging
from actions.settings import LogSettings, Settings

log = logging.getLogger("actions.server")


def main() -> None:
    """Serve until a signal ends the process; a setting that does not fit is named."""
    try:
        start_logging(LogSettings.from_environment(os.environ))
        settings = Settings.from_environment(os.environ)
    except ValueError as error:
        refuse_to_start(error)
    # Its warnings say what the acts that asked say themselves.
    logging.getLogger("urllib3").setLevel(logging.ERROR)
    # What Sanic and rasa-sdk warn of at their import is an event already.
    from actions.app import build_app

    app, listened = build_app(), threading.Event()

    async def note(_: Any, __: Any) -> None:
        listened.set()
        log.info("acts answer at port %d", settings.port)

    app.register_listener(note, "after_server_start")
    app.run(settings.host, settings.port, access_log=False, motd=False)
    # Sanic ends without a fault where it cannot listen, because the port is taken, say.
    if not listened.is_set():
        log.critical("the server ends without having listened at port %d", settings.port)
        sys.exit(1)


if __name__ == "__main__":
    main()
