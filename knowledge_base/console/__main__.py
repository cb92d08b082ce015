"""The console's accounts and copies by command: `python -m knowledge_base.console`."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Sequence

from sqlalchemy.exc import SQLAlchemyError

from knowledge_base.console.accounts import passwords
from knowledge_base.console.accounts.people import InvalidPerson, PeopleStore
from knowledge_base.console.accounts.roles import Role
from knowledge_base.console.accounts.sign_in import SignIn
from knowledge_base.console.audit import AuditLog
from knowledge_base.console.backup.commands import add_commands
from knowledge_base.database.engine import cause, open_database
from knowledge_base.ending import end_on_term
from knowledge_base.settings import Settings
from knowledge_base.variables import SettingsError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns 0, or 1 with a sentence on standard error."""
    given = _parser().parse_args(arguments)
    try:
        settings = Settings.from_environment(os.environ)
        return int(given.run(given, settings))
    except (SettingsError, InvalidPerson, passwords.WeakPassword) as error:
        print(f"no se hizo: {error}", file=sys.stderr)
        return 1
    except SQLAlchemyError as error:
        print(f"no se hizo: la base de datos no responde: {cause(error)}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m knowledge_base.console", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    create = commands.add_parser("create-admin", help="add somebody who may do everything")
    create.add_argument("name", help="what the person signs in with")
    how = "read it from standard input; else it is asked for, or made up"
    create.add_argument("--password-stdin", action="store_true", help=how)
    create.set_defaults(run=_create_admin)
    reset = commands.add_parser(
        "reset-password", help="give somebody a password to be changed at once; ends a lock"
    )
    reset.add_argument("name")
    reset.set_defaults(run=_reset_password)
    add_commands(commands)
    return parser


def _create_admin(given: argparse.Namespace, settings: Settings) -> int:
    engine = open_database(settings.database_url)
    password, chosen = _password(given.password_stdin)
    person = PeopleStore(engine).create(given.name, Role.ADMIN, password, must_change=not chosen)
    AuditLog(engine).record("system", "person.create", f"person:{person.name}", {"role": "admin"})
    print(f"{person.name} puede ingresar a la consola como admin")
    if not chosen:
        print(f"contraseña para la primera vez: {password}")
    return 0


def _reset_password(given: argparse.Namespace, settings: Settings) -> int:
    engine = open_database(settings.database_url)
    store = PeopleStore(engine)
    person = store.named(given.name)
    if person is None:
        raise InvalidPerson(f"no hay nadie con el usuario {given.name}")
    password = passwords.first_password()
    store.set_password(person.id, password, must_change=True)
    store.set_active(person.id, True)
    SignIn(engine).unlock(person.name)
    AuditLog(engine).record("system", "person.reset_password", f"person:{person.name}")
    print(f"contraseña de {person.name} para la próxima vez: {password}")
    return 0


def _password(from_stdin: bool) -> tuple[str, bool]:
    """Return a password and whether the person has chosen it."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n"), True
    if not sys.stdin.isatty():
        return passwords.first_password(), False
    first = getpass.getpass("contraseña (12 caracteres o más): ")
    if getpass.getpass("otra vez: ") != first:
        raise InvalidPerson("las dos contraseñas no son iguales")
    return first, True


if __name__ == "__main__":
    end_on_term()
    sys.exit(main())
