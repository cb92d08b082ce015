"""Three of Rasa's own steps with less work; what they decide is the same.

Rasa 3.6 calls `jsonschema.validate`, which checks the schema itself anew for each result of each
act: most of what a turn that asks a service costs. It walks the tree of all event classes for every
event that it reads from the tracker store. And it sends the action server every event of the
session, of which our acts read those since the last message alone.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import rasa
from jsonschema import ValidationError
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity

WHERE_TO_READ = "https://rasa.com/docs/rasa/custom-actions"
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


def install() -> None:
    """Let Rasa work this way from now on in this process."""
    RemoteAction._validate_action_result = is_valid
    RemoteAction._action_call_format = call_of
    Event.resolve_by_type = staticmethod(event_class)
