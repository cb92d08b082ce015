"""Spanish as people in Peru type it: the tables of each kind of danger, put together."""

from __future__ import annotations

import re

from bot.channel.danger.language import Language, by_kind, joined, one_of
from bot.channel.danger.spanish import body, children, fire, home, mind, street
from bot.channel.danger.spanish.figures import FIGURES
from bot.channel.danger.spelling import spelled

DISTANT = re.compile(
    r"\b(?:novelas?|peliculas?|pelis?|series?|cuentos?|personajes?|capitulos?|canciones|cancion|"
    r"poemas?|videojuegos?|(?:el|un|este|mi|del|los) juegos?|"
    r"jugando (?:al |a |con )?(?:el )?(?:cel|celular|play|xbox|free|dota|lol|pc)|free ?fire|"
    r"fortnite|minecraft|roblox|dota|pubg|gta|partida|(?:en|por) (?:la )?(?:tele|television|tv|"
    r"radio)|noticias?|noticiero|periodicos?|diarios?|documental|museo|(?:la|una|"
    r"tu) historia|historico|antiguamente|siglos?|epoca|guerra|revolucion|batalla|independencia|"
    r"colonia|imperio|simulacros?|sone|en (?:mi|un) sueno|pesadilla|obra de teatro|guion|"
    r"(?:en|de|del|de el) (?:ano )?(?:1[4-9]|20[012])\d\d|hace (?:muchos |unos |varios |algunos |"
    r"mas de )?(?:\d+ |dos |tres |cien |mil )?(?:anos|siglos|decadas|meses)|(?:anos|"
    r"meses) atras|(?:el|la) (?:ano|mes|semana) pasad[oa])\b"
)
LEARNING = re.compile(
    r"\b(?:cursos?|cursillo|aprender|aprendo|libros?|tareas?|clases?|estudiar|taller|talleres|"
    r"videos?|prevencion|prevenir|evitar|exposicion|exponer|monografia|trabajo sobre|"
    r"informacion sobre|investigacion|ensayo|que es|que son|que significa|que hacer|como actuar|"
    r"como se|como evito|como puedo|primeros auxilios|charlas?|campana|afiche|peliculas?|novelas?|"
    r"cuentos?|cancion|historia|juegos?|manual|guia|tesis|ley|leyes|contra|extintor(?:es)?|brigada|"
    r"simulacros?|capacitacion|carrera|estudio|quiero ser|para ser|trabajar (?:de|en|como))\b"
)
SUPPOSED = re.compile(
    r"\b(?:si|cuando) (?:hay|ocurre|sucede|alguien|una persona|una|un|se|me|te|nos)\b(?: \w+){0,4}|"
    r"\ben caso de(?: \w+){1,3}|\bpara que no (?:me|nos|te|se|le)(?: \w+){1,3}"
)

LANGUAGE = Language(
    spelled=spelled,
    figures=one_of(FIGURES),
    near=by_kind(joined(mind.NEAR, body.NEAR, home.NEAR, children.NEAR, fire.NEAR, street.NEAR)),
    told=by_kind(joined(body.TOLD, home.TOLD, fire.TOLD, street.TOLD)),
    named=by_kind(joined(mind.NAMED, body.NAMED, home.NAMED, fire.NAMED, street.NAMED)),
    distant=DISTANT,
    learning=LEARNING,
    supposed=SUPPOSED,
)
