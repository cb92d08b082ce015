"""Names in capitals become proper Spanish."""

from __future__ import annotations

import pytest

from recommender.features.names import Speller, department_name, plain

SPELLER = Speller.from_names(["San José de Sisa", "Lámud", "Ñahuimpuquio"], ["Paucará", "Lamud"])


@pytest.mark.parametrize(
    ("listed", "proper"),
    [
        ("SAN ANTONIO DE CULLUCHA", "San Antonio de Cullucha"),
        ("SAN JOSE", "San José"),
        ("LAMUD", "Lámud"),
        ("PAUCARA", "Paucará"),
        ("VILLA EL SALVADOR", "Villa El Salvador"),
        ("CARMEN DE LA LEGUA", "Carmen de la Legua"),
        ("SAN MIGUEL DE EL FAIQUE", "San Miguel de El Faique"),
        ("LA CONVENCION", "La Convención"),
        ("MARAÑON", "Marañón"),
        ("JUAN  XXIII ", "Juan XXIII"),
        ("CERRO DE ORO (LA UNION)", "Cerro de Oro (La Unión)"),
        ("HUANCA-HUANCA", "Huanca-Huanca"),
        ("KM 15", "Km 15"),
        ("", ""),
    ],
)
def test_spelling(listed: str, proper: str) -> None:
    speller = Speller(SPELLER.spellings | {"UNION": "unión"})
    assert speller.spell(listed) == proper


def test_plain_keeps_the_enye() -> None:
    assert plain("Ñaña Áéü") == "ÑAÑA AEU"


def test_spelling_changes_letters_only_by_accent_and_case() -> None:
    name = "NUEVO JERUSALEN DE LOS ANGELES (SECTOR 2)"
    assert plain(SPELLER.spell(name)) == name


def test_departments() -> None:
    assert department_name("ANCASH") == "Áncash"
    assert department_name("MADRE DE DIOS") == "Madre de Dios"
    assert department_name("LA LIBERTAD") == "La Libertad"
