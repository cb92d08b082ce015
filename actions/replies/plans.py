"""A plan for several hubs: who is reached, and how far it can be from the best."""

from __future__ import annotations

from actions.records import Plan, Site
from actions.replies import sms
from actions.replies.sites import COUNTRY, estimate_note, site_lines
from actions.replies.words import count, people, place_name, short_place_name, whole_kilometres

PAGE = 5
NAME_SEPTETS = 24


def plan_whatsapp(plan: Plan, offset: int = 0, map_url: str = "") -> str:
    """The plan's figures and a page of its sites."""
    lines = [
        f"Plan de {_hubs(len(plan.sites))} para *{_region(plan)}*, "
        f"radio {whole_kilometres(plan.radius_km)}:",
        f"llegaría a {people(plan.newly_covered_people)} más, "
        f"{count(plan.newly_covered_youth)} de 10 a 24 años.",
        "",
    ]
    for number, site in enumerate(plan.sites[offset : offset + PAGE], offset + 1):
        lines += site_lines(number, site, plan.radius_km)
    lines += ["", *filter(None, [gap(plan)]), estimate_note(plan.versions)]
    lines.append(f"Código del plan: {plan.code}")
    if map_url:
        lines.append(f"Mapa: {map_url}#plan={plan.id}")
    if offset + PAGE < len(plan.sites):
        lines.append("Escribe *MÁS* para ver los otros lugares.")
    return "\n".join(lines)


def plan_sms(plan: Plan, offset: int = 0) -> tuple[str, int]:
    """Return the text, two segments at most, and how many sites it names from `offset` on."""
    sites = plan.sites[offset:]
    text, shown = "", 0
    for shown in range(len(sites), 0, -1):
        names = ", ".join(
            f"{number} {_site_name(site)}" for number, site in enumerate(sites[:shown], offset + 1)
        )
        end = " MAS" if shown < len(sites) else ""
        text = sms.plain(_sms_text(plan, names, end))
        if sms.septets(text) <= sms.TWO_SEGMENTS:
            break
    return sms.shorten(text, sms.TWO_SEGMENTS), shown


def gap(plan: Plan) -> str:
    """The solver's bound, in the words of the service, as a sentence."""
    note = plan.gap_note.strip().rstrip(".")
    return f"{note[:1].upper()}{note[1:]}." if note else ""


def nobody_left(plan: Plan, channel: str) -> str:
    """Every place of the region is reached already, or none can be chosen."""
    text = f"No queda un lugar donde un hub nuevo llegue a más gente en {_region(plan)}."
    return sms.fit([text]) if channel == "sms" else f"{text} Prueba con otra región u otro radio."


def still_computing(channel: str) -> str:
    """The plan takes longer than a message may wait."""
    if channel == "sms":
        return "Tu plan se esta calculando. Escribe MAS en un minuto para verlo."
    return "Tu plan se está calculando. Escribe *MÁS* en un minuto para verlo."


def nothing_to_leave_out(channel: str) -> str:
    """Leaving a place out of a plan cannot be asked for in a message yet."""
    if channel == "sms":
        return (
            "Aun no puedo quitar un lugar del plan por mensaje. Puedes cambiar cuantos hubs o el "
            "radio: PLAN DE 4 HUBS PARA PUNO, RADIO 10 KM"
        )
    return (
        "Todavía no puedo quitar un lugar del plan por mensaje. Sí puedes cambiar cuántos hubs o "
        "el radio: *plan de 4 hubs para Puno, radio 10 km*."
    )


def refused(channel: str) -> str:
    """The figures asked for cannot be planned with."""
    if channel == "sms":
        return (
            "No puedo hacer ese plan. Prueba con menos hubs: PLAN DE 3 HUBS PARA PUNO, RADIO 10 KM"
        )
    return (
        "No puedo hacer ese plan. Prueba con menos hubs o con otra región: "
        "*plan de 3 hubs para Puno, radio 10 km*."
    )


def infeasible(detail: str, channel: str) -> str:
    """What was asked for contradicts itself; the service says how."""
    if channel == "sms":
        example = "Prueba: PLAN DE 3 HUBS PARA PUNO, RADIO 10 KM"
        return sms.fit([f"{detail} {example}", f"Ese plan no es posible. {example}"])
    return f"{detail} Prueba con otras cifras: *plan de 3 hubs para Puno, radio 10 km*."


def two_running(channel: str) -> str:
    """Two plans of this person are being computed already."""
    if channel == "sms":
        return "Ya se calculan dos planes tuyos. Espera un minuto y pide el otro."
    return "Ya se calculan dos planes tuyos. Espera un minuto y pide el otro, por favor."


def _site_name(site: Site) -> str:
    name = sms.shorten(short_place_name(site.label), NAME_SEPTETS)
    district = sms.shorten(site.district, NAME_SEPTETS)
    return name if name == district else f"{name} ({district})"


def _sms_text(plan: Plan, names: str, end: str) -> str:
    region = sms.shorten(short_place_name(_region(plan)), 30)
    hubs, radius = _hubs(len(plan.sites)), whole_kilometres(plan.radius_km)
    return (
        f"Plan {hubs} {region}, radio {radius}: {names}. "
        f"Llegaria a {people(plan.newly_covered_people)} mas, "
        f"{count(plan.newly_covered_youth)} de 10 a 24 años. "
        f"{gap(plan)} Datos {plan.versions.data}. Codigo {plan.code}.{end}"
    )


def _region(plan: Plan) -> str:
    return place_name(plan.region.label) if plan.region else COUNTRY


def _hubs(number: int) -> str:
    return "1 hub" if number == 1 else f"{number} hubs"
