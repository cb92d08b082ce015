"""A plan for several hubs: who is reached, how near the best it is, and what has changed."""

from __future__ import annotations

from actions.records import Plan, Site
from actions.replies import sms
from actions.replies.plan_difference import Difference, changed_places, people_told, two_segments
from actions.replies.sites import COUNTRY, estimate_note, site_lines
from actions.replies.words import count, people, place_name, short_place_name, whole_kilometres
from actions.speech import ENGLISH, _, language, later, ngettext

PAGE = 5
NAME_SEPTETS = 24
# Longer conditions than these are left to the plan's own page.
CONDITIONS_SEPTETS = 60
# The bound as the service says it, with its figure taken out; so it can be said in any language.
NO_PLAN_ABOVE = later(
    "con estos datos estimados y en línea recta, ningún plan alcanza más de {percent} % por encima "
    "de este"
)
NO_PLAN_MORE = later("con estos datos estimados y en línea recta, ningún plan alcanza más que este")


def plan_whatsapp(
    plan: Plan,
    offset: int = 0,
    map_url: str = "",
    conditions: str = "",
    difference: Difference | None = None,
) -> str:
    """The plan's figures, what they were before a change, and a page of its sites."""
    head = _("Plan de {hubs} para *{region}*, radio {radius}{conditions}:").format(
        hubs=hubs(len(plan.sites)),
        region=region_name(plan),
        radius=whole_kilometres(plan.radius_km),
        conditions=conditions,
    )
    lines = [head, _reached(plan), ""]
    if difference:
        lines[2:] = [people_told(difference), *changed_places(difference), ""]
    for number, site in enumerate(plan.sites[offset : offset + PAGE], offset + 1):
        lines += site_lines(number, site, plan.radius_km)
    lines += ["", *filter(None, [gap(plan)]), estimate_note(plan.versions)]
    lines.append(_("Código del plan: {code}").format(code=plan.code))
    if map_url:
        lines.append(_("Mapa: {link}").format(link=f"{map_url}#plan={plan.id}"))
    if offset + PAGE < len(plan.sites):
        lines.append(_("Escribe *MÁS* para ver los otros lugares."))
    return "\n".join(lines)


def plan_sms(plan: Plan, offset: int = 0, conditions: str = "") -> tuple[str, int]:
    """Return the text, two segments at most, and how many sites it names from `offset` on."""
    sites = plan.sites[offset:]
    text, shown = "", 0
    for shown in range(len(sites), 0, -1):
        names = ", ".join(
            f"{number} {site_name(site)}" for number, site in enumerate(sites[:shown], offset + 1)
        )
        end = " MAS" if shown < len(sites) else ""
        reached = _sentence(_reached(plan))
        head = _sms_head(plan, conditions)
        text = sms.plain(f"{head}: {names}. {reached} {_sms_end(plan)}{end}")
        if sms.septets(text) <= two_segments():
            break
    return sms.shorten(text, two_segments()), shown


def change_sms(plan: Plan, difference: Difference, conditions: str = "") -> str:
    """What a change does, in two segments at most; MAS lists the places."""
    head, told = _sms_head(plan, conditions), people_told(difference)
    text, most_named = "", max(len(difference.new), len(difference.gone), 1)
    for most in range(most_named, -1, -1):
        places = " ".join(changed_places(difference, most))
        text = sms.plain(" ".join(filter(None, [f"{head}.", told, places, _sms_end(plan), "MAS"])))
        if sms.septets(text) <= two_segments():
            return text
    return sms.shorten(text, two_segments())


def gap(plan: Plan) -> str:
    """The solver's bound, in the words of the service, as a sentence."""
    note = plan.gap_note.strip()
    if language() == ENGLISH and plan.gap_note_en:
        note = plan.gap_note_en.strip()
    else:
        digits = "".join(letter for letter in note if letter.isdigit())
        template = note.replace(digits, "{percent}") if digits else note
        note = _(template).format(percent=digits) if template in _BOUNDS else note
    return _sentence(note)


_BOUNDS = (NO_PLAN_ABOVE, NO_PLAN_MORE)


def nobody_left(plan: Plan, channel: str) -> str:
    """Every place of the region is reached already, or none can be chosen."""
    text = _("No queda un lugar donde un hub nuevo llegue a más gente en {region}.").format(
        region=region_name(plan)
    )
    if channel == "sms":
        return sms.fit([text])
    return f"{text} {_('Prueba con otra región u otro radio.')}"


def still_computing(channel: str) -> str:
    """The plan takes longer than a message may wait."""
    if channel == "sms":
        return sms.plain(_("Tu plan se está calculando. Escribe MAS en un minuto para verlo."))
    return _("Tu plan se está calculando. Escribe *MÁS* en un minuto para verlo.")


def refused(channel: str) -> str:
    """The figures asked for cannot be planned with."""
    if channel == "sms":
        return sms.plain(
            _(
                "No puedo hacer ese plan. Prueba con menos hubs: "
                "PLAN DE 3 HUBS PARA PUNO, RADIO 10 KM"
            )
        )
    return _(
        "No puedo hacer ese plan. Prueba con menos hubs o con otra región: "
        "*plan de 3 hubs para Puno, radio 10 km*."
    )


def infeasible(detail: str, channel: str) -> str:
    """What was asked for contradicts itself; the service says how."""
    if channel == "sms":
        example = _("Prueba: PLAN DE 3 HUBS PARA PUNO, RADIO 10 KM")
        return sms.fit([f"{detail} {example}", f"{_('Ese plan no es posible.')} {example}"])
    example = _("Prueba con otras cifras: *plan de 3 hubs para Puno, radio 10 km*.")
    return f"{detail} {example}"


def two_running(channel: str) -> str:
    """Two plans of this person are being computed already."""
    text = _("Ya se calculan dos planes tuyos. Espera un minuto y pide el otro, por favor.")
    return sms.plain(text) if channel == "sms" else text


def no_plan_before(channel: str) -> str:
    """Going back, with no earlier plan to go back to."""
    text = _("No hay un plan anterior. Pide uno así: plan de 4 hubs para Puno, radio 10 km.")
    return sms.fit([text]) if channel == "sms" else text


def not_there(place: str, region: str, channel: str) -> str:
    """A place that is to be left out or put in lies outside the plan's region."""
    text = _("{place} no está en {region}: el plan queda como está.")
    return _unchanged(text.format(place=place_name(place), region=region), channel)


def whole_region(region: str, channel: str) -> str:
    """What is to be left out or put in is the region of the plan itself."""
    text = _("Todo el plan es para {region}. Nombra un distrito o una provincia de ahí.")
    return _unchanged(text.format(region=region), channel)


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
    return place_name(plan.region.label) if plan.region else COUNTRY


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
    end = _("Datos {year}. Código {code}.").format(year=plan.versions.data, code=plan.code)
    return f"{gap(plan)} {end}"


def _unchanged(text: str, channel: str) -> str:
    return sms.fit([text]) if channel == "sms" else text


def _joined(names: list[str]) -> str:
    """The names as one says them: "A, B y C"."""
    if len(names) < 2:
        return "".join(names)
    return _("{most} y {last}").format(most=", ".join(names[:-1]), last=names[-1])


def _sentence(text: str) -> str:
    text = text.strip().rstrip(".")
    return f"{text[:1].upper()}{text[1:]}." if text else ""
