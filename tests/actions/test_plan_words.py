"""What a message wants of a plan, in the words of those who write it."""

from __future__ import annotations

import random
import time

import pytest

from actions.plan_words import read


@pytest.mark.parametrize(
    ("text", "k"),
    [
        ("5 hubs para Ayacucho, radio 10 km", 5),
        ("cinco locales en Puno", 5),
        ("siete locales en puno donde irian", 7),
        ("y con 8?", 8),
        ("y con ocho", 8),
        ("8", 8),
        ("y 8 pues?", 8),
        ("que sean 6", 6),
        ("mejor 4", 4),
        ("y si fueran 3?", 3),
        ("ahora con veinticinco", 25),
        ("con un solo hub", 1),
        ("con radio de 10 y 8 hubs", 8),
        ("and with 8?", 8),
        ("make it twelve", 12),
        ("pusaqwan?", 8),
        ("chay 8wanqa", 8),
        ("con 5 km", None),
        ("radio de 7,5 km", None),
        ("diez km a la redonda", None),
        ("para 2000 personas", None),
        ("sin Huanta", None),
        ("y con menos hubs", None),
        ("al menos 5 hubs en Puno", 5),
    ],
)
def test_how_many(text: str, k: int | None) -> None:
    assert (read(text).k, read(text).more) == (k, 0)


@pytest.mark.parametrize(
    ("text", "more"),
    [("uno mas", 1), ("y dos hubs más?", 2), ("agrega 2", 2), ("quita uno", -1), ("one more", 1)],
)
def test_how_many_more(text: str, more: int) -> None:
    assert (read(text).k, read(text).more) == (None, more)


@pytest.mark.parametrize(
    ("text", "radius_km"),
    [
        ("con 5 km", 5.0),
        ("mejor radio 15", 15.0),
        ("radio de 7,5 km", 7.5),
        ("a 7.5 kilómetros", 7.5),
        ("diez km a la redonda", 10.0),
        ("radio: 20", 20.0),
        ("15 a la redonda", 15.0),
        ("que el alcance sea de 12", 12.0),
        ("and with a 5 km radius", 5.0),
        ("radius of 8", 8.0),
        ("y con 8?", None),
        ("con radio de 10 y 8 hubs", 10.0),
    ],
)
def test_how_far(text: str, radius_km: float | None) -> None:
    assert read(text).radius_km == radius_km


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("sin Huanta", ("huanta",)),
        ("y sin Huanta?", ("huanta",)),
        ("pero sin nada en Huanta", ("huanta",)),
        ("saca Vinchos", ("vinchos",)),
        ("quita el de Vinchos", ("vinchos",)),
        ("quita Sicuani del plan", ("sicuani",)),
        ("que no sea en Huanta", ("huanta",)),
        ("no quiero en Huanta", ("huanta",)),
        ("hazlo sin la provincia de Huanta", ("huanta",)),
        ("todo Ayacucho menos La Mar", ("la mar",)),
        ("y sin Huanta ni La Mar y con 8", ("huanta", "la mar")),
        ("sin Santa Rosa, La Mar", ("santa rosa, la mar",)),
        ("5 hubs para Ayacucho sin Huanta, radio 10 km", ("huanta",)),
        ("without Huanta", ("huanta",)),
        ("but leave out La Mar please", ("la mar",)),
        ("and remove Vinchos from the plan", ("vinchos",)),
        ("mana Huantapi", ("huanta",)),
        ("ama Huantapi churaychu", ("huanta",)),
        ("Huantata ama churaychu", ("huanta",)),
        ("sin internet", ()),
        ("saca un plan", ()),
        ("no entiendo", ()),
        ("al menos 5", ()),
        ("5 hubs mas o menos en Puno", ()),
    ],
)
def test_which_places_are_left_out(text: str, names: tuple[str, ...]) -> None:
    wish = read(text)
    assert (wish.without, wish.already, wish.including) == (names, (), ())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("y si ya hay uno en Vinchos", ("vinchos",)),
        ("y si ya hay un hub en Vinchos?", ("vinchos",)),
        ("ya tenemos uno en Quinua", ("quinua",)),
        ("ya abrimos uno en Quinua y con 4", ("quinua",)),
        ("en Vinchos ya hay uno", ("vinchos",)),
        ("y si Vinchos ya tiene uno?", ("vinchos",)),
        ("cuenta con que ya hay uno en Vinchos", ("vinchos",)),
        ("contando el de Vinchos", ("vinchos",)),
        ("suponiendo que hay un local en Santa Rosa", ("santa rosa",)),
        ("and if there already is one in Vinchos", ("vinchos",)),
        ("we already have one in Quinua", ("quinua",)),
        ("what if Vinchos already has a hub?", ("vinchos",)),
        ("Vinchospi kaptinña", ("vinchos",)),
        ("Vinchospi ña kan", ("vinchos",)),
    ],
)
def test_where_a_hub_stands_already(text: str, names: tuple[str, ...]) -> None:
    wish = read(text)
    assert (wish.without, wish.already, wish.including) == ((), names, ())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("pero que incluya Sivia", ("sivia",)),
        ("agrega Sivia", ("sivia",)),
        ("agrega a Sivia, porfa", ("sivia",)),
        ("agrega uno en Sivia", ("sivia",)),
        ("si o si en Quinua", ("quinua",)),
        ("sí o sí en La Mar", ("la mar",)),
        ("Quinua sí o sí", ("quinua",)),
        ("y que Sivia tiene que estar", ("sivia",)),
        ("y si abrimos uno en Sivia", ("sivia",)),
        ("include Sivia", ("sivia",)),
        ("add one in Sivia", ("sivia",)),
        ("Siviata yapay", ("sivia",)),
    ],
)
def test_which_places_are_put_in(text: str, names: tuple[str, ...]) -> None:
    wish = read(text)
    assert (wish.without, wish.already, wish.including) == ((), (), names)


@pytest.mark.parametrize(
    "text",
    ["vuelve al de antes", "regresa al plan anterior", "el de antes", "dejalo como estaba",
     "go back to the previous plan", "the one before"],
)  # fmt: skip
def test_going_back(text: str) -> None:
    assert read(text).back


@pytest.mark.parametrize(
    "text", ["con todo de nuevo", "con todos los lugares otra vez", "with everything again"]
)
def test_nothing_left_out_any_more(text: str) -> None:
    wish = read(text)
    assert wish.all_again and not wish.without


def test_several_changes_in_one_message() -> None:
    wish = read("y sin Huanta, con 8 y 15 km, pero que incluya Sivia")
    assert (wish.k, wish.radius_km) == (8, 15.0)
    assert (wish.without, wish.including) == (("huanta",), ("sivia",))
    assert not wish.may_name_a_region


@pytest.mark.parametrize("text", ["y en Huanta?", "y en Huanta con 4?", "plan para Puno"])
def test_what_is_left_may_be_a_region(text: str) -> None:
    assert read(text).may_name_a_region and not read(text).names_places


@pytest.mark.parametrize(
    "text", ["y con 8?", "con 5 km", "¿y sin Huanta?", "pero que incluya Sivia"]
)
def test_a_change_is_known_as_one(text: str) -> None:
    assert read(text).of_a_plan_before


def test_no_message_takes_long() -> None:
    chance = random.Random(3)
    words = "y con sin ya hay uno en a si que agrega un mas 5 km quita pi kan vinchos , !".split()
    hardest = [" ".join(chance.choice(words) for _ in range(120)) for _ in range(60)]
    for text in [*hardest, "y" + "!" * 498 + "x", "si que en " * 50 + "ya hay"]:
        started = time.process_time()
        read(text)
        assert time.process_time() - started < 2.0
