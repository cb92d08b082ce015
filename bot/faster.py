"""Four of Rasa's own steps with less work; what they decide is the same.

Rasa 3.6 calls `jsonschema.validate`, which checks the schema itself anew for each result of each
act: most of what a turn that asks a service costs. It walks the tree of all event classes for every
event that it reads from the tracker store. It sends the action server every event of the session,
of which our acts read those since the last message alone. And it opens a connection for every call.
"""

from __future__ import annotations

import asyncio
from functools import lru_cache
from typing import Any

import aiohttp
import rasa
from jsonschema import ValidationError
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa.utils.endpoints import DEFAULT_REQUEST_TIMEOUT, EndpointConfig

from bot import trace
from bot.calls import Call

WHERE_TO_READ = "https://rasa.com/docs/rasa/custom-actions"
# Less than the five seconds after which the action server closes a connection that rests.
RESTS_S = 3.0
KEPT = "_kept_session"
_resolve_by_type = Event.resolve_by_type


@lru_cache(maxsize=1)
def _validator() -> Any:
    schema = RemoteAction.action_response_format_spec()
    kind = validator_for(schema)
    kind.check_schema(schema)
    return kind(schema)


def is_valid(_: RemoteAction, result: dict[str, Any]) -> bool:
    """True for a result of the agreed form. Raises jsonschema's ValidationError for any other."""
    for error in _validator().iter_errors(result):
        raise ValidationError(f"{error.message}. The action server must answer as {WHERE_TO_READ}")
    return True


@lru_cache(maxsize=256)
def event_class(type_name: str, default: type[Event] | None = None) -> type[Event] | None:
    """The class of events of a name. Raises ValueError for an unknown one without a default."""
    found: type[Event] | None = _resolve_by_type(type_name, default)
    return found


def call_of(action: RemoteAction, tracker: DialogueStateTracker, domain: Domain) -> dict[str, Any]:
    """What the action server is sent: the state of the conversation, the events of this turn."""
    state = tracker.current_state(EventVerbosity.NONE)
    events = list(tracker.events)
    said = [at for at, event in enumerate(events) if isinstance(event, UserUttered)]
    state["events"] = [event.as_dict() for event in events[said[-1] if said else 0 :]]
    call = {
        "next_action": action.name(),
        "sender_id": tracker.sender_id,
        "tracker": state,
        "version": rasa.__version__,
    }
    if domain.does_custom_action_explicitly_need_domain(action.name()):
        call["domain"] = domain.as_dict()
    return call


class LeftOpen:
    """A session that stays open after `async with`, and whose requests outlive a connection."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session

    async def __aenter__(self) -> LeftOpen:
        return self

    async def __aexit__(self, *_: object) -> None:
        return None

    def request(self, method: str, url: str, **content: Any) -> Call:
        """A request for `async with`, made again where its connection breaks."""
        return Call(self._session, method, url, **content)

    async def close(self) -> None:
        """End the session with its connections; the next call opens another."""
        await self._session.close()


async def _say_whose(
    _: aiohttp.ClientSession, __: Any, call: aiohttp.TraceRequestStartParams
) -> None:
    """Let a call carry the ids of the request that it is made for."""
    call.headers.update(trace.headers())


def _with_ids() -> aiohttp.TraceConfig:
    config = aiohttp.TraceConfig()
    config.on_request_start.append(_say_whose)
    return config


def session_of(endpoint: EndpointConfig) -> LeftOpen:
    """The session of an endpoint in this event loop, with its connections."""
    loop = asyncio.get_running_loop()
    made_in, session = getattr(endpoint, KEPT, (None, None))
    if session is None or made_in is not loop or session.closed:
        basic = endpoint.basic_auth
        session = aiohttp.ClientSession(
            headers=endpoint.headers,
            auth=aiohttp.BasicAuth(basic["username"], basic["password"]) if basic else None,
            timeout=aiohttp.ClientTimeout(total=DEFAULT_REQUEST_TIMEOUT),
            connector=aiohttp.TCPConnector(keepalive_timeout=RESTS_S),
            trace_configs=[_with_ids()],
        )
        setattr(endpoint, KEPT, (loop, session))
    return LeftOpen(session)


def install() -> None:
    """Let Rasa work this way from now on in this process."""
    RemoteAction._validate_action_result = is_valid
    RemoteAction._action_call_format = call_of
    EndpointConfig.session = session_of
    Event.resolve_by_type = staticmethod(event_class)
