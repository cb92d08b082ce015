"""What is said where there is no plan to show: not yet, not so, or not there."""

from __future__ import annotations

from actions.records import Plan
from actions.replies import sms
from actions.replies.plans import region_name
from actions.replies.words import place_name, whole_kilometres
from actions.speech import _


def nobody_left(plan: Plan, channel: str) -> str:
    """Every place of the region is reached already, or none can be chosen."""
    text = _(
        "Con radio {radius} no queda un lugar donde un hub nuevo llegue a más gente en {region}."
    ).format(region=region_name(plan), radius=whole_kilometres(plan.radius_km))
    if channel == "sms":
        return sms.fit([text])
    return " ".join([text, _("Prueba con otra región u otro radio.")])


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
        impossible = _("Ese plan no es posible.")
        return sms.fit([f"{detail} {example}", f"{impossible} {example}"])
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


def _unchanged(text: str, channel: str) -> str:
    return sms.fit([text]) if channel == "sms" else text
