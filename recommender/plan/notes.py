"""What a plan's comparisons say, in one plain sentence of Spanish and one of English."""

from __future__ import annotations

from collections.abc import Sequence

from recommender.plan.reasons import thousands
from recommender.plan.request import Problem
from recommender.plan.solution import Comparison, NestingStep

Both = tuple[str, str]

NOTHING_TO_COMPARE = (
    "abrir hubs en los lugares más grandes que aún no tienen uno no sirve aquí o no cumple lo "
    "pedido, así que no hay con qué comparar",
    "opening hubs in the largest places without one does nothing here or does not keep what was "
    "asked, so there is nothing to compare with",
)
# How much more, how much less, and the same as that rule, by problem.
DOES: dict[Problem, tuple[Both, Both, Both]] = {
    "mclp": (
        ("alcanza {} % más de lo que se busca cubrir", "covers {} % more of the demand"),
        ("alcanza {} % menos de lo que se busca cubrir", "covers {} % less of the demand"),
        ("alcanza lo mismo", "covers the same demand"),
    ),
    "lscp": (
        ("pide {} % menos", "takes {} % less"),
        ("pide {} % más", "takes {} % more"),
        ("pide lo mismo", "takes the same"),
    ),
    "p-median": (
        ("ahorra {} % más de distancia", "saves {} % more distance"),
        ("ahorra {} % menos de distancia", "saves {} % less distance"),
        ("ahorra la misma distancia", "saves the same distance"),
    ),
}
THAN = (
    "que abrir hubs en los lugares más grandes que aún no tienen uno",
    "than opening hubs in the largest places without one",
)


def comparison_note(problem: Problem, comparison: Comparison) -> Both:
    """Say how much more the plan does than opening hubs in the largest places without one."""
    better = comparison.better_percent
    if better is None:
        return NOTHING_TO_COMPARE
    more, less, same = DOES[problem]
    shown = f"{abs(better):.1f}".removesuffix(".0")
    said = same if shown == "0" else more if better > 0 else less
    than_en = THAN[1].replace("than", "as") if said is same else THAN[1]
    return f"{said[0].format(shown)} {THAN[0]}", f"{said[1].format(shown)} {than_en}"


def nesting_note(steps: Sequence[NestingStep]) -> Both:
    """Say what it costs at most that each plan is a part of the next."""
    most = max((step.cost_percent for step in steps), default=0.0)
    shown = f"{most:.1f}".removesuffix(".0")
    if shown == "0":
        return (
            "abrir los hubs en este orden no cuesta nada: cada paso es tan bueno como el mejor "
            "plan de ese tamaño",
            "opening the hubs in this order costs nothing: each step is as good as the best plan "
            "of its size",
        )
    return (
        "abrir los hubs en este orden deja cada paso a lo más "
        f"{shown} % por debajo del mejor plan de ese tamaño",
        f"opening the hubs in this order leaves each step at most {shown} % below the best plan "
        "of its size",
    )


def gain_note(people: int, kept: int, added: int, dropped: int) -> Both:
    """Say what the second of two plans does beyond the first."""
    amount = thousands(abs(people))
    if people == 0:
        reach = ("alcanza a tanta gente nueva como el primero",
                 "reaches as many new people as the first")  # fmt: skip
    elif people > 0:
        reach = (f"alcanza a {amount} personas nuevas más que el primero",
                 f"reaches {amount.replace(' ', ',')} more new people than the first")  # fmt: skip
    else:
        reach = (f"alcanza a {amount} personas nuevas menos que el primero",
                 f"reaches {amount.replace(' ', ',')} fewer new people than the first")  # fmt: skip
    return (
        f"el segundo plan {reach[0]}; conserva {kept} sitios, agrega {added} y deja {dropped}",
        f"the second plan {reach[1]}; it keeps {kept} sites, adds {added} and drops {dropped}",
    )
