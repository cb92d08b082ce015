"""One turn: a message in, the text of the one reply out."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from typing import Any, TypeVar

from rasa.core.channels.channel import UserMessage
from rasa.shared.core.events import SlotSet

from bot.channel import metrics
from bot.channel.dialogue import settled
from bot.channel.first_contact import FirstContact
from bot.channel.inbound import Inbound
from bot.channel.languages import LanguageStore
from bot.channel.offer import with_offer
from bot.channel.output import TurnOutput
from bot.channel.own import note, own_answer, spoken
from bot.channel.recognise import ParseData, recognise
from bot.channel.replies_store import RepliesStore
from bot.channel.segments import segments, split
from bot.channel.tracker import LastTurn, append, erase, last_turn, note_erasure
from bot.channel.understand import ALSO, ASKED, LANGUAGE, Understanding, value_of
from bot.channel.visits.follow_up import FollowUp
from bot.channel.words import APOLOGY, NOTHING_SAID, WITHOUT_RASA
from bot.responses.catalogue import LANGUAGES

logger = logging.getLogger(__name__)

# Twilio waits 15 s; a person less.
DEADLINE_S = 10.0
# What an exact word promises holds even if Rasa fails to say so.
PROMISE_OF = {"stop": "utter_stop", "start": "utter_start", "delete_data": "action_delete_data"}
# Who asked for silence is still told where help is, and may still come back or be forgotten.
HEARD_IN_SILENCE = frozenset({"start", "emergency", "delete_data"})
# What the channel says in Rasa's place, in Spanish until it is said.
OWN_WORDS = frozenset({APOLOGY, NOTHING_SAID, *WITHOUT_RASA.values()})
Instead = TypeVar("Instead")
Handler = Callable[[UserMessage], Awaitable[Any]]


@dataclass(frozen=True)
class Keeping:
    """What the channel keeps of a sender, and the parts that read and change it."""

    store: RepliesStore
    follow_up: FollowUp
    languages: LanguageStore
    first_contact: FirstContact

    @property
    def understanding(self) -> Understanding:
        """What reads a message."""
        return Understanding(self.follow_up, self.languages)


def instead_of_a_turn(message: Inbound) -> str:
    """What is said where no turn can be taken at all: a number to call for who is in danger."""
    known = recognise(message)
    return WITHOUT_RASA.get(known["intent"]["name"] if known else "", APOLOGY)


async def answer(
    message: Inbound,
    sender: str,
    handler: Handler,
    agent: Any,
    keeping: Keeping,
    limit_s: float = DEADLINE_S,
) -> str:
    """The text of the reply, fitted to the channel; empty where nothing may be said."""
    trackers, store, follow_up = agent.tracker_store, keeping.store, keeping.follow_up
    parsed = await _understood(message, sender, agent, keeping)
    wish = parsed["intent"]["name"] if parsed else ""
    silent = store.has_opted_out(sender)
    if silent and wish not in HEARD_IN_SILENCE:
        return ""
    parsed = await settled(parsed, trackers, sender)
    wish = parsed["intent"]["name"] if parsed else ""
    rest = store.rest_for(sender)
    own = own_answer(message, parsed, rest)
    if own:
        last, said = await note(own, message, sender, trackers), own.text
    else:
        output = TurnOutput(message.channel)
        turn = _take_turn(_user_message(message, sender, parsed, output), handler, trackers)
        last, said = await _outcome(turn, output, wish, limit_s)
    # The last act is the one that spoke: an act that handed over has promised nothing.
    promised = {*last.acts[-1:]}
    if not last.acts or _is_exact(message, wish):
        # The classifier may take a question about erasure for one; the act does not.
        promised.add(PROMISE_OF.get(wish, ""))
    try:
        await _obey(promised, sender, trackers, keeping, parsed)
    except Exception:
        said = _failed("promise", APOLOGY)
    language = value_of(parsed, LANGUAGE) or str(last.slots.get(LANGUAGE) or "")
    if said in OWN_WORDS:
        said = spoken(said, language, message.channel)
    act = last.acts[-1] if last.acts else "none"
    metrics.count_turn(message.channel, act, language, last.departments)
    if silent and wish == "delete_data":
        return ""
    if wish != "emergency" and "utter_stop" not in promised and not silent:
        # Who has asked for silence while this turn ran hears nothing more of it.
        if store.has_opted_out(sender):
            return ""
    reply, left = split(said, message.channel, language)
    if rest or left:
        store.keep_rest(sender, left)
    offered = reply if left else with_offer(reply, last, message.channel)
    if offered == reply and ALSO in last.changed and last.slots.get(ALSO):
        await _withdraw(trackers, sender)
    reply = offered
    if not silent and not promised & set(PROMISE_OF.values()):
        if not left:
            reply = _introduced(keeping.first_contact, message, sender, last, reply)
        reply = _followed_up(follow_up, message, sender, parsed, last, reply, room=not left)
    if message.channel == "sms":
        metrics.SEGMENTS.inc(segments(reply))
    return reply


async def _withdraw(trackers: Any, sender: str) -> None:
    """Forget a second wish for whose offer there was no room: no "sí" is about it."""
    try:
        await append(trackers, sender, [SlotSet(ALSO, None)])
    except Exception:
        logger.exception("a second wish could not be withdrawn")


def _is_exact(message: Inbound, wish: str) -> bool:
    """Whether the message is an exact word that means this, whatever an act makes of it."""
    known = recognise(message)
    return known is not None and known["intent"]["name"] == wish


async def _understood(
    message: Inbound, sender: str, agent: Any, keeping: Keeping
) -> ParseData | None:
    """What a message means; what the channel itself recognises where more fails."""

    async def before() -> LastTurn:
        return await last_turn(agent.tracker_store, sender)

    try:
        return await keeping.understanding.of(message, sender, agent.parse_message, before)
    except Exception:
        return _failed("understanding", recognise(message))


def _user_message(
    message: Inbound, sender: str, parsed: ParseData | None, output: TurnOutput
) -> UserMessage:
    return UserMessage(
        text=parsed["text"] if parsed else message.text,
        output_channel=output,
        sender_id=sender,
        parse_data=parsed,
        input_channel=message.channel,
        message_id=message.sid,
    )


def _introduced(
    first_contact: FirstContact, message: Inbound, sender: str, last: LastTurn, reply: str
) -> str:
    """The reply with who answers; a line that fails must not cost an answer."""
    try:
        return first_contact.introduce(sender, message.channel, last, reply)
    except Exception:
        return _failed("first_contact", reply)


def _followed_up(
    follow_up: FollowUp,
    message: Inbound,
    sender: str,
    parsed: ParseData | None,
    last: LastTurn,
    reply: str,
    *,
    room: bool,
) -> str:
    """The reply with what is asked beside it; a question that fails must not cost an answer."""
    try:
        return follow_up.after(message, sender, parsed, last, reply, room=room)
    except Exception:
        return _failed("follow_up", reply)


async def _take_turn(turn: UserMessage, handler: Handler, trackers: Any) -> LastTurn:
    """Let Rasa answer, and return what it did."""
    await handler(turn)
    return await last_turn(trackers, turn.sender_id, just_now=True)


async def _outcome(
    turn: Awaitable[LastTurn], output: TurnOutput, wish: str, limit_s: float
) -> tuple[LastTurn, str]:
    """What a turn did and what is said: always something, whatever went wrong inside."""
    try:
        last = await asyncio.wait_for(turn, limit_s)
    except asyncio.TimeoutError:
        return LastTurn(), _failed("deadline", WITHOUT_RASA.get(wish, APOLOGY))
    except Exception:
        return LastTurn(), _failed("error", WITHOUT_RASA.get(wish, APOLOGY))
    if output.text():
        return last, output.text()
    metrics.FAILURES.labels("silence").inc()
    logger.error("nothing was said; acts: %s", ", ".join(last.acts) or "none")
    # An action that says nothing has failed: Rasa goes on without it.
    failed = any(act.startswith("action_") for act in last.acts)
    return last, WITHOUT_RASA.get(wish, APOLOGY if failed else NOTHING_SAID)


def _failed(reason: str, instead: Instead) -> Instead:
    metrics.FAILURES.labels(reason).inc()
    logger.exception("a turn failed: %s", reason)
    return instead


async def _obey(
    acts: Collection[str], sender: str, trackers: Any, keeping: Keeping, parsed: ParseData | None
) -> None:
    """Do what an act promised about the sender's own data, silence and language."""
    store, follow_up = keeping.store, keeping.follow_up
    if "action_delete_data" in acts or "utter_stop" in acts:
        follow_up.forget(sender)
    if "action_delete_data" in acts:
        erase(trackers, sender)
        store.forget_replies(sender)
        keeping.languages.forget(sender)
        keeping.first_contact.forget(sender)
        keeping.languages.fold_log()
        await note_erasure(trackers, sender)
    if "utter_stop" in acts:
        store.opt_out(sender)
    if "utter_start" in acts:
        store.opt_in(sender)
    asked = value_of(parsed, ASKED)
    if "utter_language_change" in acts and asked in LANGUAGES:
        keeping.languages.choose(sender, asked)
