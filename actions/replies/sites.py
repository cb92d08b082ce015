"""Where a new hub would reach most people: the list, and the reasons for one place."""

from __future__ import annotations

import re

from actions.records import PlaceReasons, Site, Sites, Versions
from actions.replies import sms
from actions.replies.words import count, day, kilometres, people, place_name, whole_kilometres

COUNTRY = "todo el Perú"


def sites_whatsapp(answer: Sites, start: int = 1, map_url: str = "") -> str:
    """List one page of sites with the people newly reached and the reason."""
    region = place_name(answer.region.label) if answer.region else COUNTRY
    first = "Un hub nuevo serviría más aquí" if start == 1 else "Siguen"
    lines = [f"{first} (*{region}*):", ""]
    for number, site in enumerate(answer.sites, start):
        lines += site_lines(number, site, answer.radius_km)
    lines += ["", estimate_note(answer.versions)]
    if map_url:
        lines.append(f"Mapa: {map_url}")
    end = ", *MÁS* para otros lugares" if answer.next_offset is not None else ""
    lines.append(f"Escribe un número para saber por qué{end}.")
    return "\n".join(lines)


def site_lines(number: int, site: Site, radius_km: float) -> list[str]:
    """One site for WhatsApp: its name, the people that it reaches, and why."""
    reached = (
        f"   Llegaría a {people(site.newly_reached_people)} más a "
        f"{whole_kilometres(radius_km)}; {count(site.newly_reached_youth)} tienen de 10 a 24 años."
    )
    why = _other_reasons(site)
    if site.nearest_hub_km is not None:
        why.append(f"El hub más cercano está a {kilometres(site.nearest_hub_km)}.")
    lines = [f"{number}. *{place_name(site.label)}*", reached]
    return [*lines, f"   {' '.join(why)}"] if why else lines


def site_sms(site: Site, versions: Versions, more: bool) -> str:
    """One site in one segment where its reason allows it, else in two.

    The reason's last sentence gives way to the note that the figures are estimates; a number asks
    for the whole reason.
    """
    end = " MAS" if more else ""
    note = f"Estimado {versions.data}, linea recta.{end}"
    sentences = _sentences(site.reason_sms)
    drafts = [
        f"{' '.join(sentences[:kept]).rstrip(' .')}. {note}"
        for kept in range(len(sentences), 0, -1)
    ]
    return sms.fit([*drafts, f"{sms.shorten(sentences[0], 240)} {note}"])


def no_sites(region: str | None, channel: str) -> str:
    """No site is left in the region, or the list has come to its end."""
    name = place_name(region) if region else COUNTRY
    if channel == "sms":
        return sms.plain(
            f"No tengo mas lugares para un hub nuevo en {sms.shorten(name, 40)}. "
            "Prueba con otra provincia o region."
        )
    return f"No tengo más lugares para un hub nuevo en {name}. Prueba con otra provincia o región."


def reasons_whatsapp(answer: PlaceReasons) -> str:
    """Why a place would serve many people, one reason a line."""
    lines = [f"Por qué *{place_name(answer.label)}*:", ""]
    lines += [f"- {reason.text}" for reason in answer.reasons[:8]]
    if not answer.reasons:
        lines.append(answer.reason_sms)
    return "\n".join([*lines, "", "Son estimaciones, con distancias en línea recta."])


def reasons_sms(answer: PlaceReasons) -> str:
    """The reason that was made for an SMS."""
    return sms.shorten(answer.reason_sms, sms.SEGMENT)


def estimate_note(versions: Versions) -> str:
    """Say that the figures are estimates, and of what year."""
    return (
        f"Son estimaciones: población {versions.data}, distancias en línea recta, "
        f"hubs al {day(versions.hubs_as_of)}."
    )


def _sentences(reason: str) -> list[str]:
    return re.split(r"(?<=[.;])\s+(?=[A-ZÁÉÍÓÚÑ\d])", reason.strip())


def _other_reasons(site: Site) -> list[str]:
    """The sentences of the SMS reason that the site's own figures do not say already."""
    said = re.compile(r"personas|m[aá]s cercan[oa]")
    return [part for part in _sentences(site.reason_sms)[1:] if not said.search(part)]
