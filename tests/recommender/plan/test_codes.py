"""A code is read as people write it, and ids cannot be guessed."""

from __future__ import annotations

import pytest

from recommender.plan.codes import ALPHABET, new_code, new_id, read_code, shown


@pytest.mark.parametrize(
    "written", ["7Q2M-X1K0", "7q2mx1k0", " 7q2m x1k0 ", "7Q2M-XIKO", "7q2m-xlko", "7-Q-2-M-X-1-K-0"]
)
def test_dashes_case_and_look_alikes_do_not_matter(written: str) -> None:
    assert read_code(written) == "7Q2MX1K0"


@pytest.mark.parametrize(
    "written", ["", "none", "7Q2M-X1K", "7Q2M-X1K0-1", "7Q2M-U1K0", "7Q2Mñ1K0"]
)
def test_what_is_no_code_is_none(written: str) -> None:
    assert read_code(written) is None


def test_a_new_code_is_shown_in_two_groups_and_read_back() -> None:
    for _ in range(200):
        code = new_code()
        assert set(code) <= set(ALPHABET) and len(shown(code)) == 9
        assert read_code(shown(code)) == code


def test_an_id_is_long_and_never_taken_for_a_code() -> None:
    ids = {new_id() for _ in range(200)}
    assert len(ids) == 200 and {len(plan_id) for plan_id in ids} == {22}
    assert all(read_code(plan_id) is None for plan_id in ids)
