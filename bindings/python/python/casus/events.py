"""The records of events, as plain immutable objects.

Their fields are those of the JSON record, version 1. Offsets count characters, as Python does: for every part of a
record, ``text[part.start:part.end] == part.text``, where ``text`` is what was given to be read. A field that is not known is
None or empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from casus.errors import CasusError

if TYPE_CHECKING:
    from casus.coder import Coder

__all__ = [
    "Actor",
    "Attribution",
    "Event",
    "Goods",
    "Place",
    "Quantity",
    "TextInfo",
    "Trial",
    "Why",
    "Words",
]


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of the text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something, to whom it is done, or who says it."""

    text: str
    start: int
    end: int
    name: str | None
    """Whom the words stand for."""
    code: str
    """PLOVER's code, such as ``RUS``; empty where it is not known."""
    sector: tuple[str, ...]
    """PLOVER's sectors, such as ``GOV``."""
    wikidata: str | None
    office: str | None
    """The office held that day."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """One link of the chain of speakers."""

    speaker: Actor | None
    """None where nobody is named."""
    cue: Words | None
    """The word of speech."""
    stance: str
    """How the speaker stands to it: ``asserts``, ``denies``, ``doubts``, ``alleges`` and others."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where it happened."""

    text: str
    start: int
    end: int
    name: str
    country: str
    lat: float | None
    lon: float | None
    geonameid: int | None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts."""

    kind: str
    value: float
    unit: str | None
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Goods:
    """What is given, sold, lent, sent, banned or seized."""

    class_: str
    """Such as ``artillery``; the record calls it ``class``."""
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TextInfo:
    """Where the event is told: its sentence, and the word in it."""

    sentence: int
    """The number of the sentence, from 0."""
    start: int
    end: int
    trigger: Words


class _Traced:
    """Knows which coder read the event in which document."""

    __slots__ = ("_origin",)
    _origin: tuple[Coder, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Event(_Traced):
    """Who did what to whom, when, where, and on whose word."""

    id: str
    document: str
    date: str | None
    """When it happened, as a TIMEX3 value such as ``2024-06-19`` or ``2024-06``."""
    date_text: Words | None
    event: str
    """PLOVER's type, such as ``ACCUSE``."""
    mode: tuple[str, ...]
    context: tuple[str, ...]
    actor: tuple[Actor, ...]
    recipient: tuple[Actor, ...]
    status: str
    """``actual``, ``future``, ``hypothetical``, ``negated`` or ``historical``."""
    condition: Words | None
    attribution: tuple[Attribution, ...]
    """The speakers, from the outermost inwards."""
    event_loc: Place | None
    quantities: tuple[Quantity, ...]
    goods: tuple[Goods, ...]
    exchange: tuple[str, ...]
    """The ids of the events for which this one is given."""
    cameo: str | None
    goldstein: float | None
    quad_code: int
    """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
    event_scale: float
    text_info: TextInfo
    rule: str
    """The frame or rule that decided."""
    confidence: float
    publisher: str | None

    def why(self) -> Why:
        """Tells why the event is coded so: its sentence, the tree, and the frames and rules that were tried.

        Raises:
            CasusError: Where its document is not at hand, since the event was pickled or made by hand.
        """
        origin = getattr(self, "_origin", None)
        if origin is None:
            raise CasusError(
                f"the document of {self.id} is not at hand",
                hint="ask where the text was read: an event forgets its document where it is pickled",
            )
        coder, document = origin
        found = coder._engine.explain(document, self.id)
        if found is None:
            raise CasusError(f"the document has no event {self.id}")
        sentence, tree, tried = found
        return Why(self, sentence, tree, tuple(Trial(*one) for one in tried))

    def to_dict(self) -> dict[str, Any]:
        """The record as a dict, as it stands in JSON but with offsets in characters."""
        record: dict[str, Any] = _plain(self)
        record["exchange"] = record["exchange"] or None
        for one in record["goods"]:
            one["class"] = one.pop("class_")
        return record


# No condition is shown with more characters: a class spelled out can be long.
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Trial:
    """A frame or rule that was tried on a word."""

    rule: str
    failed: str
    """The condition that failed; empty where it fitted."""
    chosen: bool
    """Whether it decided."""

    def __str__(self) -> str:
        if self.chosen:
            return f"{self.rule}  decides"
        if not self.failed:
            return f"{self.rule}  fits, but another decides"
        failed = self.failed if len(self.failed) <= _LONGEST else f"{self.failed[:_LONGEST]}…"
        return f"{self.rule}  fails at {failed}"


@dataclass(frozen=True, slots=True)
class Why:
    """All on which an event rests. Printed, it is a page for people."""

    event: Event
    sentence: str
    tree: str
    """The sentence as CoNLL-U."""
    tried: tuple[Trial, ...]

    def __str__(self) -> str:
        event = self.event
        trigger = event.text_info.trigger
        mark = " " * (trigger.start - event.text_info.start) + "^" * len(trigger.text)
        lines = [
            self.sentence.replace("\n", " "),
            mark,
            f"{' '.join((event.event, *event.mode))}  by {event.rule} ({event.confidence:.2f})",
        ]
        parties = [("actor", one) for one in event.actor]
        parties += [("recipient", one) for one in event.recipient]
        for what, actor in parties:
            lines.append(f"    {what:<12}{_shown(actor)}")
        lines.append(f"    {'status':<12}{event.status}")
        if event.condition is not None:
            lines.append(f"    {'condition':<12}{event.condition.text}")
        for link in event.attribution:
            speaker = "unnamed" if link.speaker is None else _shown(link.speaker)
            lines.append(f"    {'said by':<12}{speaker} {link.stance}")
        if event.date is not None:
            lines.append(f"    {'date':<12}{event.date}")
        if event.event_loc is not None:
            lines.append(f"    {'place':<12}{event.event_loc.name}, {event.event_loc.country}")
        lines.append("tried on the word")
        lines += [f"    {trial}" for trial in self.tried]
        return "\n".join(lines)


def _shown(actor: Actor) -> str:
    code = ".".join((actor.code, *actor.sector))
    known = [part for part in (actor.name, code, actor.office) if part]
    return f'"{actor.text}"  {", ".join(known)}'


def _plain(value: Any) -> Any:
    """Dataclasses to dicts and tuples to lists, all the way down."""
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if hasattr(value, "__dataclass_fields__"):
        return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
    return value


def _words(record: Mapping[str, Any] | None) -> Words | None:
    return None if record is None else Words(record["text"], record["start"], record["end"])


def _actor(record: Mapping[str, Any]) -> Actor:
    return Actor(
        record["text"],
        record["start"],
        record["end"],
        record["name"],
        record["code"],
        tuple(record["sector"]),
        record["wikidata"],
        record.get("office"),
    )


def _attribution(record: Mapping[str, Any]) -> Attribution:
    speaker = record["speaker"]
    return Attribution(
        None if speaker is None else _actor(speaker), _words(record["cue"]), record["stance"]
    )


def _text_info(record: Mapping[str, Any]) -> TextInfo:
    trigger = record["trigger"]
    return TextInfo(
        record["sentence"],
        record["start"],
        record["end"],
        Words(trigger["text"], trigger["start"], trigger["end"]),
    )


def from_record(
    record: Mapping[str, Any], origin: tuple[Coder, Mapping[str, Any]] | None = None
) -> Event:
    """An event of its JSON record; ``origin`` are the coder and the document that it was read by and in."""
    place = record["event_loc"]
    goods = ((one["class"], one["text"], one["start"], one["end"]) for one in record["goods"])
    event = Event(
        id=record["id"],
        document=record["document"],
        date=record["date"],
        date_text=_words(record["date_text"]),
        event=record["event"],
        mode=tuple(record["mode"]),
        context=tuple(record["context"]),
        actor=tuple(_actor(one) for one in record["actor"]),
        recipient=tuple(_actor(one) for one in record["recipient"]),
        status=record["status"],
        condition=_words(record["condition"]),
        attribution=tuple(_attribution(one) for one in record["attribution"]),
        event_loc=None if place is None else Place(**place),
        quantities=tuple(Quantity(**one) for one in record["quantities"]),
        goods=tuple(Goods(*one) for one in goods),
        exchange=tuple(record["exchange"] or ()),
        cameo=record["cameo"],
        goldstein=record["goldstein"],
        quad_code=record["quad_code"],
        event_scale=record["event_scale"],
        text_info=_text_info(record["text_info"]),
        rule=record["rule"],
        confidence=record["confidence"],
        publisher=record.get("publisher"),
    )
    if origin is not None:
        object.__setattr__(event, "_origin", origin)
    return event
