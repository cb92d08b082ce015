"""Spanish as people in Peru type it: the tables of each kind of danger, put together."""

from __future__ import annotations

import re

from bot.channel.danger.language import Language, by_kind, one_of
from bot.channel.danger.spanish import body, fire, home, mind, street
from bot.channel.danger.spanish.figures import FIGURES
from bot.channel.danger.spelling import spelled

DISTANT = re.compile(
    r"\b(?:novelas?|peliculas?|pelis?|series?|cuentos?|personajes?|capitulos?|canciones|cancion|"
    r"poemas?|videojuegos?|(?:el|un|este|mi|del|los) juegos?|"
    r"jugando (?:al |a |con )?(?:el )?(?:cel|celular|play|xbox|free|dota|lol|pc)|free ?fire|fortnite|minecraft|roblox|dota|pubg|gta|"
    r"partida|noticias?|noticiero|periodicos?|diarios?|documental|museo|(?:la|una|tu) historia|historico|"
    r"antiguamente|siglos?|epoca|guerra|revolucion|batalla|independencia|colonia|imperio|"
    r"simulacros?|sone|en (?:mi|un) sueno|pesadilla|obra de teatro|guion|"
    r"(?:en|de|del|de el) (?:ano )?(?:1[4-9]|20[012])\d\d|"
    r"hace (?:muchos |unos |varios |algunos |mas de )?(?:\d+ |dos |tres |cien |mil )?"
    r"(?:anos|siglos|decadas|meses)|(?:anos|meses) atras|(?:el|la) (?:ano|mes|semana) pasad[oa])\b"
)
LEARNING = re.compile(
    r"\b(?:cursos?|cursillo|aprender|aprendo|libros?|tareas?|clases?|estudiar|taller|talleres|videos?|"
    r"prevencion|prevenir|evitar|exposicion|exponer|monografia|trabajo sobre|informacion sobre|"
    r"investigacion|ensayo|que es|que son|que significa|que hacer|como actuar|como se|como evito|"
    r"como puedo|primeros auxilios|charlas?|campana|afiche|peliculas?|novelas?|cuentos?|cancion|"
    r"historia|juegos?|manual|guia|tesis|ley|leyes|contra|extintor(?:es)?|brigada|simulacros?|"
    r"capacitacion|carrera|estudio|quiero ser|para ser|trabajar (?:de|en|como))\b"
)
SUPPOSED = re.compile(
    r"\b(?:si|cuando) (?:hay|ocurre|sucede|alguien|una persona|una|un|se|me|te|nos)\b(?: \w+){0,4}|"
    r"\ben caso de(?: \w+){1,3}|\bpara que no (?:me|nos|te|se|le)(?: \w+){1,3}"
)

LANGUAGE = Language(
    spelled=spelled,
    figures=one_of(FIGURES),
    near=by_kind({**mind.NEAR, **body.NEAR, **home.NEAR, **fire.NEAR, **street.NEAR}),
    told=by_kind({**mind.TOLD, **body.TOLD, **home.TOLD, **fire.TOLD, **street.TOLD}),
    named=by_kind({**mind.NAMED, **body.NAMED, **home.NAMED, **fire.NAMED, **street.NAMED}),
    distant=DISTANT,
    learning=LEARNING,
    supposed=SUPPOSED,
)
