"""Who tells of danger is heard; who wants to learn about it, or speaks in figures, is not alarmed."""

from __future__ import annotations

import pytest

from bot.channel.danger import danger_in

DANGER = {
    "mental": (
        "me quiero morir",
        "ya me kiero morir",
        "quiero matarme",
        "Me voy a MATAR",
        "he pensado en suicidarme",
        "no quiero seguir viviendo",
        "mi hija dice que se quiere suicidar",
        "estoy pensando en quitarme la vida",
        "mi amigo intentó suicidarse",
        "todos estarían mejor si no existiera, quiero estar muerta",
        "curso? no, la verdad me quiero matar",
        "suicidio",
        "i want to kill myself",
    ),
    "violence": (
        "mi papá me pega",
        "me pegan en mi casa",
        "mi marido me está golpeando",
        "me pego mi esposo anoche",
        "mi padrastro abusa de mi hermana",
        "abusaron de mi",
        "me violaron",
        "mi tío me quiere violar",
        "que hago si mi pareja me golpea",
        "un profesor abusó sexualmente de una alumna",
        "me amenaza con matarme si lo dejo",
        "sufro violencia en mi casa",
        "mi novio me maltrata mucho",
        "my husband beats me",
        "taytay maqawan",
    ),
    "police": (
        "me asaltaron en el paradero",
        "me están robando",
        "nos quieren asaltar",
        "hay una balacera en mi calle",
        "me están persiguiendo",
        "entraron a robar a la posta",
        "secuestraron a mi primo",
        "auxilio!!",
    ),
    "fire": (
        "incendio!!!",
        "hay un incendio en el mercado",
        "se está quemando mi casa",
        "llamen a los bomberos",
        "hay una fuga de gas en el colegio",
    ),
    "ambulance": (
        "hubo un accidente grave en la carretera",
        "mi mamá no puede respirar",
        "mi abuelito se desmayo y no reacciona",
        "necesito una ambulancia",
        "atropellaron a un niño",
        "mi hijo tomó lejía",
        "mi esposa va a dar a luz ya",
    ),
}
NO_DANGER = (
    "quiero matar el tiempo aprendiendo algo",
    "voy a estudiar hasta morir",
    "me muero de ganas de aprender python",
    "me muero de risa",
    "me quiero morir de risa con este profe",
    "curso contra incendios",
    "libros sobre prevención del suicidio",
    "qué es la violencia familiar?",
    "charla sobre abuso sexual infantil para padres",
    "taller de primeros auxilios",
    "quiero aprender primeros auxilios",
    "curso de que hacer si hay un incendio",
    "tarea sobre accidentes de tránsito graves",
    "accidentes geograficos del peru",
    "como lo pego en excel",
    "copio la tabla y la pego en word",
    "quiero copiar y pegar texto",
    "como le pego una foto a mi cv",
    "me pega el sol en la pantalla",
    "esa canción se me pega",
    "me gusta free fire",
    "juego de disparos gratis",
    "violación de datos personales, que ley hay",
    "abuso de autoridad ley",
    "me están robando megas",
    "me robaron mi cuenta de facebook",
    "curso de ciberseguridad para que no me roben la clave",
    "la pelicula escuadron suicida",
    "se murió mi celular",
    "quemar calorias en casa",
    "curso para ser bombero",
    "como ser policia",
    "donde estudiar enfermeria o ambulancia",
    "hubs cerca de Matará",
    "hub en Pegacaballos",
    "hay un tambo en Abancay?",
    "hola",
    "",
)


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in DANGER.items() for text in texts]
)
def test_danger_is_heard_with_its_kind(kind: str, text: str) -> None:
    assert danger_in(text) == kind


@pytest.mark.parametrize("text", NO_DANGER)
def test_learning_and_figures_of_speech_are_no_danger(text: str) -> None:
    assert danger_in(text) is None


@pytest.mark.parametrize("text", ["ME PEGA", "me  pega", "¡me pega!", "…me pegá…"])
def test_case_marks_and_accents_hide_no_danger(text: str) -> None:
    assert danger_in(text) == "violence"
