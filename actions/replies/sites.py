"""Where a new hub would reach most people: the list, and the reasons for one place."""

from __future__ import annotations

import re

from actions.records import PlaceReasons, Site, Sites, Versions
from actions.replies import service_words, sms
from actions.replies.words import (
    count,
    day,
    kilometres,
    more_sms,
    people,
    place_name,
    whole_kilometres,
)
from actions.speech import _, later

COUNTRY = later("todo el Perú")


def sites_whatsapp(answer: Sites, start: int = 1, map_url: str = "") -> str:
    """List one page of sites with the people newly reached and the reason."""
    region = place_name(answer.region.label) if answer.region else _(COUNTRY)
    first = (
        _("Un hub nuevo serviría más aquí (*{region}*):")
        if start == 1
        else _("Siguen (*{region}*):")
    )
    lines = [first.format(region=region), ""]
    for number, site in enumerate(answer.sites, start):
        lines += site_lines(number, site, answer.radius_km)
    lines += ["", estimate_note(answer.versions)]
    if map_url:
        lines.append(_("Mapa: {url}").format(url=map_url))
    lines.append(
        _("Escribe un número para saber por qué, *MÁS* para otros lugares.")
        if answer.next_offset is not None
        else _("Escribe un número para saber por qué.")
    )
    return "\n".join(lines)


def site_lines(number: int, site: Site, radius_km: float) -> list[str]:
    """One site for WhatsApp: its name, the people that it reaches, and why."""
    reached = _("Llegaría a {people} más a {radius}; {youth} tienen de 10 a 24 años.").format(
        people=people(site.newly_reached_people),
        radius=whole_kilometres(radius_km),
        youth=count(site.newly_reached_youth),
    )
    why = _other_reasons(site)
    if site.nearest_hub_km is not None:
        nearest = _("El hub más cercano está a {distance}.")
        why.append(nearest.format(distance=kilometres(site.nearest_hub_km)))
    lines = [f"{number}. *{place_name(site.label)}*", f"   {reached}"]
    return [*lines, f"   {' '.join(why)}"] if why else lines


def site_sms(site: Site, versions: Versions, more: bool) -> str:
    """One site in one segment where its reason allows it, else in two.

    The reason's last sentence gives way to the note that the figures are estimates; a number asks
    for the whole reason.
    """
    note = _("Estimado {year}, linea recta.").format(year=versions.data) + more_sms(more)
    sentences = [service_words.said(part) for part in service_words.sentences(site.reason_sms)]
    drafts = [
        f"{' '.join(sentences[:kept]).rstrip(' .')}. {note}"
        for kept in range(len(sentences), 0, -1)
    ]
    return sms.fit([*drafts, f"{sms.shorten(sentences[0], 240)} {note}"])


def no_sites(region: str | None, channel: str) -> str:
    """No site is left in the region, or the list has come to its end."""
    name = place_name(region) if region else _(COUNTRY)
    text = _(
        "No tengo más lugares para un hub nuevo en {region}. Prueba con otra provincia o región."
    )
    if channel == "sms":
        return sms.plain(text.format(region=sms.shorten(name, 40)))
    return text.format(region=name)


def reasons_whatsapp(answer: PlaceReasons) -> str:
    """Why a place would serve many people, one reason a line."""
    lines = [_("Por qué *{place}*:").format(place=place_name(answer.label)), ""]
    lines += [f"- {service_words.said(reason.text)}" for reason in answer.reasons[:8]]
    if not answer.reasons:
        lines.append(_reason(answer))
    return "\n".join([*lines, "", _("Son estimaciones, con distancias en línea recta.")])


def reasons_sms(answer: PlaceReasons) -> str:
    """The reason that was made for an SMS."""
    return sms.shorten(_reason(answer), sms.SEGMENT)


def estimate_note(versions: Versions) -> str:
    """Say that the figures are estimates, and of what year."""
    return _(
        "Son estimaciones: población {year}, distancias en línea recta, hubs al {day}."
    ).format(year=versions.data, day=day(versions.hubs_as_of))


def _reason(answer: PlaceReasons) -> str:
    return " ".join(map(service_words.said, service_words.sentences(answer.reason_sms)))


def _other_reasons(site: Site) -> list[str]:
    """The sentences of the SMS reason that the site's own figures do not say already."""
    told = re.compile(r"personas|m[aá]s cercan[oa]")
    rest = service_words.sentences(site.reason_sms)[1:]
    return [service_words.said(part) for part in rest if not told.search(part)]
