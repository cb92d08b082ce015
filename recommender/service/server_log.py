"""gunicorn's own events, told as those of the service are."""

from __future__ import annotations

import os

from gunicorn.config import Config
from gunicorn.glogging import Logger

from recommender.log_output import refuse_to_start, start_logging
from recommender.settings import LogSettings, Settings


class ServerLog(Logger):  # type: ignore[misc]
    """Hands gunicorn's events on to the service's log; the service tells of requests itself."""

    def setup(self, cfg: Config) -> None:
        """Start the log, and take away the handlers that gunicorn has just made."""
        super().setup(cfg)
        start_logging(LogSettings.from_environment(os.environ))
        for own in (self.error_log, self.access_log):
            own.handlers.clear()
            own.propagate = True


def hush_the_solver() -> None:
    """Make the process's first solver: HiGHS tells its licence then, on descriptor 1 itself."""
    import highspy

    kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        highspy.Highs()  # type: ignore[no-untyped-call]
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


def settings_or_end() -> Settings:
    """Read the settings; a process whose settings do not fit says so and ends here."""
    try:
        LogSettings.from_environment(os.environ)
        return Settings.from_environment(os.environ)
    except ValueError as error:
        refuse_to_start(error)
