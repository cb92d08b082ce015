"""Two plans side by side: what the second keeps, adds and drops, and what that gains."""

from __future__ import annotations

from typing import Any

from recommender.plan.notes import gain_note

Document = dict[str, Any]

HEAD = ("id", "code", "status", "problem", "k", "radius_km", "region", "created_at")


class NotComparable(ValueError):
    """One of the plans is not done, or they are for different regions."""


def short(plan: Document) -> Document:
    """Return what a list says of a plan; the figures are None until it is done."""
    head = {name: plan.get(name) for name in HEAD}
    figures = ("newly_covered_people", "gap_percent")
    return {**head, **{name: plan.get(name) for name in figures}}


def compare(first: Document, second: Document) -> Document:
    """Return the second plan seen from the first; raise NotComparable."""
    if first["status"] != "done" or second["status"] != "done":
        raise NotComparable("not done")
    if first["region"] != second["region"]:
        raise NotComparable("regions differ")
    before = {site["id"] for site in first["sites"]}
    after = {site["id"] for site in second["sites"]}
    kept = [site for site in second["sites"] if site["id"] in before]
    added = [site for site in second["sites"] if site["id"] not in before]
    dropped = [site for site in first["sites"] if site["id"] not in after]
    people = second["newly_covered_people"] - first["newly_covered_people"]
    note, note_en = gain_note(people, len(kept), len(added), len(dropped))
    return {
        "plans": [short(first), short(second)],
        "kept": kept,
        "added": added,
        "dropped": dropped,
        "people_gained": people,
        "youth_gained": second["newly_covered_youth"] - first["newly_covered_youth"],
        "covered_percent_gained": round(second["covered_percent"] - first["covered_percent"], 2),
        "cost_gained": round(second["total_cost"] - first["total_cost"], 6),
        "note": note,
        "note_en": note_en,
    }
