"""Run the assistant: `python -m bot --model FILE ...`, with the options of `rasa run`.

Rasa brings logs of three kinds (its own, structlog's, Sanic's), sets them up itself, and drops an
event like the one before. Here all go the way of our own, before Rasa is imported.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Mapping
from functools import partial
from typing import Any, NoReturn

from bot import listening
from bot.log_output import refuse_to_start, start_logging
from bot.settings import LogSettings
from bot.variables import SettingsError

log = logging.getLogger("bot.server")


def main() -> None:
    """Serve until a signal ends the process; whatever hinders it is told as an event."""
    try:
        start_logging(LogSettings.from_environment(os.environ))
    except SettingsError as error:
        refuse_to_start(error)
    # What these warn of at their import is an event already.
    from sqlalchemy.exc import OperationalError, ProgrammingError

    from bot.channel.database import cause
    from bot.channel.schema import SchemaError

    sys.argv[:1] = ["rasa", "run"]
    try:
        _rasa_without_its_logs()()
    except SystemExit as end:
        if isinstance(end.code, str):
            _refuse(end.code)
        raise
    except SchemaError as error:
        _refuse(str(error))
    except (OperationalError, ProgrammingError) as error:
        # Nobody has written to the bot yet, so that the database has nothing private to repeat.
        _refuse(f"a database cannot be used: {cause(error)}")
    if not listening.has_listened():
        _refuse("the server ends without having listened")


def _refuse(why: str) -> NoReturn:
    log.critical("%s", why)
    sys.exit(1)


def _rasa_without_its_logs() -> Any:
    """Rasa's command line, with nothing in it that sets up logs."""
    import rasa.__main__
    import rasa.utils.common
    import rasa.utils.io

    levels_and_warnings = partial(
        rasa.utils.common.configure_logging_and_warnings, filter_repeated_logs=False
    )
    rasa.__main__.configure_logging_and_warnings = lambda level=None, file=None, **_: (
        levels_and_warnings(level, file)
    )
    rasa.__main__.configure_structlog = _structlog_as_ours
    rasa.utils.io.configure_colored_logging = _nothing
    rasa.utils.common.update_sanic_log_level = _nothing
    return rasa.__main__.main


def _structlog_as_ours(_: int | None = None) -> None:
    """Tell of structlog's events their names alone: the rest may be what a person wrote."""
    import structlog

    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, structlog.dev.set_exc_info, _name_alone],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=True,
    )


def _name_alone(_: Any, __: str, event: Mapping[str, Any]) -> tuple[tuple[str], dict[str, Any]]:
    return (str(event["event"]),), {"exc_info": event.get("exc_info")}


def _nothing(*_: Any, **__: Any) -> None:
    """Stands where Rasa would set up a log."""


if __name__ == "__main__":
    main()
