"""Who may sign in: names, roles, passwords, and an admin who is always left."""

from __future__ import annotations

from functools import partial

import pytest
from sqlalchemy import Engine, select

from knowledge_base.console.accounts import passwords
from knowledge_base.console.accounts.passwords import WeakPassword
from knowledge_base.console.accounts.people import InvalidPerson, LastAdmin, PeopleStore, Person
from knowledge_base.console.accounts.roles import ROLE_NAMES, Role
from knowledge_base.console.accounts.tables import people as table
from tests.knowledge_base.console.accounts.conftest import at_once
from tests.knowledge_base.console.conftest import PASSWORD


def _add(people: PeopleStore, name: str, role: Role = Role.EDITOR) -> Person:
    return people.create(name, role, PASSWORD, must_change=False)


def test_each_role_includes_the_one_before() -> None:
    assert ROLE_NAMES == ("viewer", "editor", "publisher", "admin")
    assert Role.VIEWER < Role.EDITOR < Role.PUBLISHER < Role.ADMIN
    with pytest.raises(ValueError, match="no hay un rol «jefe»"):
        Role.named("jefe")


def test_a_person_is_found_by_the_name_however_written(people: PeopleStore) -> None:
    person = _add(people, " Rosa.Quispe ")
    assert (person.name, person.role, person.active) == ("rosa.quispe", Role.EDITOR, True)
    assert people.named("ROSA.quispe") == people.get(person.id) == person
    with pytest.raises(InvalidPerson, match="ya existe"):
        _add(people, "rosa.QUISPE")
    assert [one.name for one in people.all()] == ["rosa.quispe"]


@pytest.mark.parametrize(
    "name", ["", "r", "rosa quispe", "<b>", "ñandú", "-rosa", "r" * 61, "a\0b"]
)
def test_names_that_cannot_be_typed_anywhere_are_refused(people: PeopleStore, name: str) -> None:
    with pytest.raises(InvalidPerson):
        _add(people, name)
    assert people.named(name) is None


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("corta 7", "al menos 12"),
        ("x" * 201, "como máximo 200"),
        ("mi gata es ROSA", "nombre de usuario"),
        ("abababababababab", "repite"),
        ("xx-123456789-xx", "primeras"),
        ("MiContraseña2026", "primeras"),
    ],
)
def test_passwords_that_are_guessed_are_refused(
    people: PeopleStore, password: str, why: str
) -> None:
    with pytest.raises(WeakPassword, match=why):
        people.create("rosa", Role.EDITOR, password, must_change=False)
    person = _add(people, "rosa")
    with pytest.raises(WeakPassword, match=why):
        people.set_password(person.id, password, must_change=False)
    assert passwords.matches(people.password_hash("rosa"), PASSWORD)


def test_a_phrase_with_spaces_and_accents_is_a_password(people: PeopleStore) -> None:
    person = _add(people, "rosa")
    people.set_password(person.id, "el río Mantaro crece en enero 🌧", must_change=True)
    kept = people.password_hash("rosa")
    assert passwords.matches(kept, "el río Mantaro crece en enero 🌧")
    assert not passwords.matches(kept, PASSWORD)
    after = people.get(person.id)
    assert after and after.must_change and after.session_key != person.session_key


def test_only_a_slow_salted_hash_is_kept(people: PeopleStore, database: Engine) -> None:
    _add(people, "rosa"), _add(people, "luis")
    with database.connect() as connection:
        kept = list(connection.execute(select(table.c.password_hash)).scalars())
    assert len(set(kept)) == 2
    assert all(one.startswith("$argon2id$") and PASSWORD not in one for one in kept)
    assert not any(map(passwords.needs_rehash, kept))


def test_first_passwords_differ_and_are_strong_enough() -> None:
    several = {passwords.first_password() for _ in range(50)}
    assert len(several) == 50
    for one in several:
        passwords.check_strength(one, "rosa")


def test_nobody_s_password_matches_nothing() -> None:
    assert not passwords.matches(None, PASSWORD)
    assert not passwords.matches("not a hash", PASSWORD)


def test_the_last_admin_stays(people: PeopleStore) -> None:
    only = _add(people, "rosa", Role.ADMIN)
    away = _add(people, "luis", Role.ADMIN)
    people.set_active(away.id, False)
    with pytest.raises(LastAdmin):
        people.set_role(only.id, Role.PUBLISHER)
    with pytest.raises(LastAdmin):
        people.set_active(only.id, False)
    people.set_role(only.id, Role.ADMIN)
    people.set_role(away.id, Role.VIEWER)
    assert [(one.name, one.role, one.active) for one in people.all()] == [
        ("luis", Role.VIEWER, False),
        ("rosa", Role.ADMIN, True),
    ]


@pytest.mark.parametrize("round_", range(5))
def test_admins_who_shut_each_other_out_at_once_leave_one(people: PeopleStore, round_: int) -> None:
    admins = [_add(people, f"admin{number}", Role.ADMIN) for number in range(4)]

    def drop(person: Person) -> bool:
        try:
            if person.id % 2:
                people.set_active(person.id, False)
            else:
                people.set_role(person.id, Role.VIEWER)
        except LastAdmin:
            return False
        return True

    assert sorted(at_once([partial(drop, one) for one in admins])) == [False, True, True, True]
    left = [one for one in people.all() if one.active and one.role is Role.ADMIN]
    assert len(left) == 1


def test_shut_out_and_let_in_again_ends_what_was_open(people: PeopleStore) -> None:
    before = _add(people, "rosa")
    people.set_active(before.id, False)
    assert people.password_hash("rosa") is None
    people.set_active(before.id, True)
    after = people.get(before.id)
    assert after and after.active and after.session_key != before.session_key
    people.end_sessions(before.id)
    again = people.get(before.id)
    assert again and again.session_key not in (before.session_key, after.session_key)


def test_the_language_is_one_of_those_there_are(people: PeopleStore) -> None:
    person = _add(people, "rosa")
    people.set_language(person.id, "en")
    people.set_language(person.id, "../en")
    after = people.get(person.id)
    assert after and after.language == "en"


def test_who_is_gone_cannot_be_given_a_password(people: PeopleStore) -> None:
    with pytest.raises(InvalidPerson, match="ya no existe"):
        people.set_password(77, PASSWORD, must_change=False)
