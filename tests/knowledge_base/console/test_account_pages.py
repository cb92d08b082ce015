"""The pages of people and of one's own account, as they are clicked through."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from knowledge_base.console.accounts.people import Person
from knowledge_base.console.accounts.roles import Role
from knowledge_base.console.parts import Parts
from tests.knowledge_base.console.conftest import PASSWORD, Visitor

NEW = "mi frase nueva 2026"


@pytest.fixture
def admin(signed_in: Callable[[str], Visitor]) -> Visitor:
    return signed_in("admin")


def named(parts: Parts, name: str) -> Person:
    found = parts.people.named(name)
    assert found
    return found


def secret_of(page: str) -> str:
    found = re.search(r'id="secret" value="([^"]+)"', page)
    assert found, "nothing is shown once"
    return found[1]


def test_somebody_new_chooses_an_own_password_first(
    admin: Visitor, visitor: Callable[[], Visitor], parts: Parts
) -> None:
    answer = admin.post("/console/people/new", {"name": "rosa", "role": "editor"})
    first = secret_of(answer.get_data(as_text=True))
    rosa = visitor()
    assert rosa.sign_in("rosa", first).status_code == 302
    assert rosa.get("/console/resources/").headers["Location"] == "/console/account/password"
    wrong = {"now": "no es esta", "new": NEW, "again": NEW}
    answer = rosa.post("/console/account/password", wrong)
    assert answer.status_code == 422 and "no es la correcta" in answer.get_data(as_text=True)
    assert rosa.post("/console/account/password", wrong | {"now": first}).status_code == 302
    assert rosa.get("/console/resources/").status_code == 200
    assert visitor().sign_in("rosa", NEW).status_code == 302
    assert named(parts, "rosa").role is Role.EDITOR


@pytest.mark.parametrize(
    "fields", [{"name": "x!", "role": "editor"}, {"name": "rosa", "role": "jefe"},
               {"name": "editor", "role": "editor"}, {"name": "", "role": "viewer"}],
)  # fmt: skip
def test_people_that_cannot_be_are_refused(
    fields: dict[str, str], admin: Visitor, parts: Parts
) -> None:
    before = len(parts.people.all())
    assert admin.post("/console/people/new", fields).status_code == 422
    assert len(parts.people.all()) == before


def test_roles_and_doors_change_at_once(
    admin: Visitor, signed_in: Callable[[str], Visitor], parts: Parts
) -> None:
    editor, one = signed_in("editor"), named(parts, "editor")
    admin.post(f"/console/people/{one.id}/role", {"role": "viewer"})
    assert editor.get("/console/resources/new").status_code == 403
    admin.post(f"/console/people/{one.id}/shut-out")
    assert editor.get("/console/").status_code == 302
    admin.post(f"/console/people/{one.id}/let-in")
    assert signed_in("editor").get("/console/").status_code == 200
    said = [entry.subject for entry in parts.audit.page(10)[0]]
    assert said.count("person:editor") >= 4


def test_the_last_admin_keeps_the_role(admin: Visitor, parts: Parts) -> None:
    me = named(parts, "admin")
    for act in ("role", "shut-out"):
        admin.post(f"/console/people/{me.id}/{act}", {"role": "viewer"})
    assert named(parts, "admin").role is Role.ADMIN and named(parts, "admin").active


def test_a_forgotten_password_is_replaced_by_one_for_once(
    admin: Visitor, visitor: Callable[[], Visitor], parts: Parts
) -> None:
    one = named(parts, "editor")
    answer = admin.post(f"/console/people/{one.id}/password")
    assert visitor().sign_in("editor", PASSWORD).status_code == 401
    assert visitor().sign_in("editor", secret_of(answer.get_data(as_text=True))).status_code == 302
    assert named(parts, "editor").must_change


def test_a_token_is_shown_once_opens_the_api_and_is_revoked(
    signed_in: Callable[[str], Visitor],
) -> None:
    editor = signed_in("editor")
    answer = editor.post("/console/account/tokens", {"label": "mi hoja", "days": "30"})
    token = secret_of(answer.get_data(as_text=True))
    page = editor.get("/console/account/").get_data(as_text=True)
    assert "mi hoja" in page and token not in page
    bearer = {"Authorization": f"Bearer {token}"}
    assert editor.get("/v1/gaps", headers=bearer).status_code == 200
    assert editor.post("/console/account/tokens/1/revoke").status_code == 302
    assert editor.get("/v1/gaps", headers=bearer).status_code == 401


def test_nobody_revokes_the_token_of_another_but_an_admin(
    admin: Visitor, signed_in: Callable[[str], Visitor], parts: Parts
) -> None:
    parts.tokens.create(named(parts, "editor").id, "prueba")
    signed_in("viewer").post("/console/account/tokens/1/revoke")
    assert parts.tokens.of()[0].revoked_at is None
    assert "prueba" in admin.get("/console/people/tokens").get_data(as_text=True)


def test_only_admins_see_people(signed_in: Callable[[str], Visitor]) -> None:
    publisher = signed_in("publisher")
    for path in ("", "new", "1", "tokens"):
        assert publisher.get(f"/console/people/{path}").status_code == 403
