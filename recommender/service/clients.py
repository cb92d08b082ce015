"""Who asks for plans: the owner that a request names, else its address; digests only."""

from __future__ import annotations

from flask import request

from recommender.plan.codes import digest
from recommender.service.problems import Problem


def owner_digest(headers: dict[str, str | None]) -> str | None:
    """Return the digest of the owner that the checked headers name, if any."""
    owner = headers["owner"]
    return digest(owner) if owner else None


def needed_owner(headers: dict[str, str | None]) -> str:
    """Return the owner's digest; a request without one is a 401 problem."""
    owner = owner_digest(headers)
    if owner is None:
        raise Problem(
            401,
            "unauthorized",
            "Falta la cabecera Plan-Owner: los planes se muestran solo a quien los pidió.",
            {"Plan-Owner": ["Is required."]},
            {"WWW-Authenticate": "Plan-Owner"},
        )
    return owner


def address_digest() -> str:
    """Return the digest of the address that the request comes from."""
    return digest(f"address {request.remote_addr}")


def client_digest(owner: str | None) -> str:
    """Return whose solves are counted together: the owner's, else those of the address."""
    return owner or address_digest()
