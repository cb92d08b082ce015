"""A plan for several hubs: who is reached, how near the best it is, and what has changed."""

from __future__ import annotations

from actions.records import Plan, Site
from actions.replies import service_words, sms
from actions.replies.plan_difference import (
    Difference,
    against_expectation,
    changed_places,
    people_told,
    two_segments,
)
from actions.replies.sites import COUNTRY, estimate_note, site_lines
from actions.replies.words import (
    count,
    more_sms,
    people,
    place_name,
    short_place_name,
    whole_kilometres,
)
from actions.speech import ENGLISH, _, language, ngettext, shares_the_message

PAGE = 5
LONGEST_WHATSAPP = 1_600
NAME_SEPTETS = 24
# Longer conditions than these are left to the plan's own page.
CONDITIONS_SEPTETS = 60


def plan_whatsapp(
    plan: Plan,
    offset: int = 0,
    map_url: str = "",
    conditions: str = "",
    difference: Difference | None = None,
) -> tuple[str, int]:
    """Return the text of one message and how many sites it shows, PAGE at most.

    It gives the plan's figures, what they were before a change, and the sites from `offset` on.
    """
    head = _("Plan de {hubs} para *{region}*, radio {radius}{conditions}:").format(
        hubs=hubs(len(plan.sites)),
        region=region_name(plan),
        radius=whole_kilometres(plan.radius_km),
        conditions=conditions,
    )
    top = [head, _reached(plan)]
    if difference:
        told = [people_told(difference), against_expectation(difference)]
        top += [*filter(None, told), *changed_places(difference)]
    end = [*filter(None, [gap(plan)]), estimate_note(plan.versions)]
    end.append(_("Código del plan: {code}").format(code=plan.code))
    if map_url:
        end.append(_("Mapa: {url}").format(url=f"{map_url}#plan={plan.id}"))
    room = LONGEST_WHATSAPP // 2 - 1 if shares_the_message() else LONGEST_WHATSAPP
    text, shown = "", 0
    for shown in range(min(PAGE, len(plan.sites) - offset), 0, -1):
        lines: list[str] = []
        for number, site in enumerate(plan.sites[offset : offset + shown], offset + 1):
            lines += site_lines(number, site, plan.radius_km)
        left = offset + shown < len(plan.sites)
        more = [_("Escribe *MÁS* para ver los otros lugares.")] if left else []
        text = "\n".join([*top, "", *lines, "", *end, *more])
        if len(text) <= room:
            break
    return text, shown


def plan_sms(plan: Plan, offset: int = 0, conditions: str = "") -> tuple[str, int]:
    """Return the text, two segments at most, and how many sites it names from `offset` on.

    Where two languages share the message, how good the plan is gives way to the places.
    """
    sites, head = plan.sites[offset:], _sms_head(plan, conditions)
    reached, text, shown = _sentence(_reached(plan)), "", 0
    for end in (_sms_end(plan), _code(plan)):
        for shown in range(len(sites), 0, -1):
            names = ", ".join(
                f"{number} {site_name(site)}"
                for number, site in enumerate(sites[:shown], offset + 1)
            )
            more = more_sms(shown < len(sites))
            text = sms.plain(f"{head}: {names}. {reached} {end}{more}")
            if sms.septets(text) <= two_segments():
                return text, shown
    return sms.shorten(text, two_segments()), shown


def change_sms(plan: Plan, difference: Difference, conditions: str = "") -> str:
    """What a change does, in two segments at most; MAS lists the places.

    Names give way first, then why it may surprise, and last how good the plan is.
    """
    head, told = _sms_head(plan, conditions), people_told(difference)
    why, text = against_expectation(difference), ""
    most_named = max(len(difference.new), len(difference.gone), 1)
    for reason, end in (
        (why, _sms_end(plan)),
        ("", _sms_end(plan)),
        (why, _code(plan)),
        ("", _code(plan)),
    ):
        for most in range(most_named, -1, -1):
            places = " ".join(changed_places(difference, most))
            parts = [f"{head}.", told, reason, places, end]
            text = sms.plain(" ".join(filter(None, parts)) + more_sms(True))
            if sms.septets(text) <= two_segments():
                return text
    return sms.shorten(text, two_segments())


def gap(plan: Plan) -> str:
    """The solver's bound, in the words of the service, as a sentence."""
    if language() == ENGLISH and plan.gap_note_en:
        return _sentence(plan.gap_note_en)
    return _sentence(service_words.said(plan.gap_note))


def conditions_told(without: list[str], already: list[str], wanted: list[str]) -> str:
    """What a plan keeps to, as it follows the radius: ", sin Huanta, con hub ya en Vinchos"."""
    parts = []
    if without:
        parts.append(_("sin {places}").format(places=_joined(without)))
    if already:
        parts.append(_("con hub ya en {places}").format(places=_joined(already)))
    if wanted:
        parts.append(_("sí o sí en {places}").format(places=_joined(wanted)))
    return "".join(f", {part}" for part in parts)


def hubs(number: int) -> str:
    """1 -> "1 hub", 8 -> "8 hubs"."""
    return ngettext("{n} hub", "{n} hubs", number).format(n=number)


def region_name(plan: Plan) -> str:
    """The region of a plan, or the country."""
    return place_name(plan.region.label) if plan.region else _(COUNTRY)


def site_name(site: Site) -> str:
    """A site with its district, short enough for an SMS."""
    name = sms.shorten(short_place_name(site.label), NAME_SEPTETS)
    district = sms.shorten(site.district, NAME_SEPTETS)
    return name if name == district else f"{name} ({district})"


def _reached(plan: Plan) -> str:
    return _("llegaría a {people} más, {youth} de 10 a 24 años.").format(
        people=people(plan.newly_covered_people), youth=count(plan.newly_covered_youth)
    )


def _sms_head(plan: Plan, conditions: str) -> str:
    return _("Plan {hubs} {region}, radio {radius}{conditions}").format(
        hubs=hubs(len(plan.sites)),
        region=sms.shorten(short_place_name(region_name(plan)), 30),
        radius=whole_kilometres(plan.radius_km),
        conditions=sms.shorten(conditions, CONDITIONS_SEPTETS),
    )


def _sms_end(plan: Plan) -> str:
    year = _("Datos {year}.").format(year=plan.versions.data)
    return f"{gap(plan)} {year} {_code(plan)}"


def _code(plan: Plan) -> str:
    return _("Código {code}.").format(code=plan.code)


def _joined(names: list[str]) -> str:
    """The names as one says them: "A, B y C"."""
    if len(names) < 2:
        return "".join(names)
    return _("{most} y {last}").format(most=", ".join(names[:-1]), last=names[-1])


def _sentence(text: str) -> str:
    text = text.strip().rstrip(".")
    return f"{text[:1].upper()}{text[1:]}." if text else ""
