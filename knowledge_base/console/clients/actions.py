"""The action server: the replies that people would get of a resource that is being written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any

import httpx2

from knowledge_base import trace

TIMEOUT_S = 2.0
_PATH = "/v1/replies/resource"
# What the replies are written from; nothing else of a draft leaves this pod.
_FIELDS = (
    "title",
    "description",
    "url",
    "kind",
    "topic",
    "language",
    "level",
    "author",
    "free",
    "offline",
    "megabytes",
    "text",
    "steps",
    "number",
)


class ActionsAway(Exception):
    """The action server did not answer in time, failed, or answered something else than agreed."""


class PreviewRefused(Exception):
    """The fields cannot be shown yet; `errors` gives a Spanish reason by field."""

    def __init__(self, errors: Mapping[str, list[str]]) -> None:
        super().__init__(", ".join(errors))
        self.errors = errors


@dataclass(frozen=True)
class WhatsAppMessage:
    """One message; `when` says in Spanish on which occasion it is sent."""

    when: str
    text: str
    characters: int


@dataclass(frozen=True)
class SmsMessage:
    """One message, billed as `segments`; `encoding` is GSM-7, counted in septets."""

    when: str
    text: str
    encoding: str
    septets: int
    segments: int


@dataclass(frozen=True)
class LostCharacter:
    """A character of a field that an SMS cannot hold; `becomes` is empty where it is left out."""

    field: str
    character: str
    becomes: str


@dataclass(frozen=True)
class Preview:
    """What people would get; `segments` is the sum over the SMS, `notices` are in Spanish."""

    whatsapp: tuple[WhatsAppMessage, ...]
    sms: tuple[SmsMessage, ...]
    segments: int
    lost: tuple[LostCharacter, ...]
    notices: tuple[str, ...]


class Actions:
    """One pool of connections to the action server; `timeout_s` holds for each wait."""

    def __init__(self, base_url: str, timeout_s: float = TIMEOUT_S) -> None:
        # Proxies of the environment have no say in traffic between the pods.
        self._http = httpx2.Client(
            base_url=base_url.rstrip("/"),
            timeout=timeout_s,
            trust_env=False,
            event_hooks={"request": [lambda request: request.headers.update(trace.headers())]},
        )

    def __enter__(self) -> Actions:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None = None,
        error: BaseException | None = None,
        trace: TracebackType | None = None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def preview(self, fields: Mapping[str, Any]) -> Preview:
        """Have the replies written; raises ActionsAway, or PreviewRefused for fields that lack."""
        sent = {name: fields[name] for name in _FIELDS if fields.get(name) not in (None, "")}
        try:
            answer = self._http.post(_PATH, json={"resource": sent})
        except (httpx2.HTTPError, ValueError) as error:
            raise ActionsAway(type(error).__name__) from error
        if answer.status_code in (413, 422):
            raise PreviewRefused(_errors(answer))
        if answer.status_code != 200:
            raise ActionsAway(f"status {answer.status_code}")
        try:
            return _preview(answer.json())
        except (KeyError, TypeError, ValueError) as error:
            raise ActionsAway(f"unexpected answer: {type(error).__name__}") from error


def _preview(body: Any) -> Preview:
    return Preview(
        whatsapp=tuple(
            WhatsAppMessage(one["when"], one["text"], one["characters"])
            for one in body["whatsapp"]["messages"]
        ),
        sms=tuple(
            SmsMessage(one["when"], one["text"], one["encoding"], one["septets"], one["segments"])
            for one in body["sms"]["messages"]
        ),
        segments=body["sms"]["segments"],
        lost=tuple(
            LostCharacter(one["field"], one["character"], one["becomes"]) for one in body["lost"]
        ),
        notices=tuple(body["notices"]),
    )


def _errors(answer: httpx2.Response) -> dict[str, list[str]]:
    try:
        problem = answer.json()
        found = problem["errors"] or {"": [problem["detail"]]}
        return {str(name): [str(why) for why in reasons] for name, reasons in found.items()}
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ActionsAway(f"unexpected answer: {type(error).__name__}") from error
