"""From what people type to the words that decide: accents, SMS spelling, stems, stop words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import Stemmer

# `c++` and `c#` are names; a dot or slash elsewhere only parts words.
_TOKEN = re.compile(r"c\+\+|c#|[a-z0-9]+")
_POSSESSIVE = re.compile(r"(?<=[a-z])['\u2019]s\b")
_APOSTROPHE = re.compile(r"(?<=[a-z])['\u2019`\u00b4](?=[a-z])")
_STRETCHED = re.compile(r"([a-z])\1{2,}")
# What is left of an accent when its letter is taken apart.
_COMBINING = re.compile("[\u0300-\u036f]")
_LAUGHTER = re.compile(r"(?:j[aeiou]){2,}j?|(?:h[ae]){2,}h?")
_SHORTHAND = {
    "q": "que",
    "k": "que",
    "qe": "que",
    "ke": "que",
    "x": "por",
    "xq": "porque",
    "xk": "porque",
    "pq": "porque",
    "d": "de",
    "n": "en",
    "m": "me",
    "t": "te",
    "s": "es",
    "tb": "tambien",
    "tmb": "tambien",
    "tmbn": "tambien",
    "tbn": "tambien",
    "pa": "para",
    "pra": "para",
    "xa": "para",
    "porfa": "favor",
    "porfis": "favor",
    "xfa": "favor",
    "xfis": "favor",
    "plis": "favor",
    "plz": "favor",
    "pls": "favor",
    "xfavor": "favor",
    "toy": "estoy",
    "tas": "estas",
    "sta": "esta",
    "kiero": "quiero",
    "qiero": "quiero",
    "quero": "quiero",
    "qro": "quiero",
    "kro": "quiero",
    "kisiera": "quisiera",
    "nesesito": "necesito",
    "nesecito": "necesito",
    "necesit": "necesito",
    "nsesito": "necesito",
    "kiere": "quiere",
    "komo": "como",
    "kmo": "como",
    "cmo": "como",
    "dnd": "donde",
    "dond": "donde",
    "ande": "donde",
    "dsd": "desde",
    "dsde": "desde",
    "cn": "con",
    "tngo": "tengo",
    "aser": "hacer",
    "acer": "hacer",
    "ago": "hago",
    "ai": "hay",
    "ay": "hay",
    "bn": "bien",
    "hoi": "hoy",
    "grax": "gracias",
    "grs": "gracias",
    "ayudenme": "ayuda",
    "ayudame": "ayuda",
    "mate": "matematica",
    "mates": "matematica",
    "fisi": "fisica",
    "quimi": "quimica",
    "bio": "biologia",
    "geo": "geografia",
    "comu": "comunicacion",
    "algebr": "algebra",
    "estadi": "estadistica",
    "compu": "computadora",
    "compus": "computadora",
    "pc": "computadora",
    "lap": "computadora",
    "laptop": "computadora",
    "lapto": "computadora",
    "cel": "celular",
    "celu": "celular",
    "cell": "celular",
    "fono": "celular",
    "tlf": "telefono",
    "telf": "telefono",
    "secu": "secundaria",
    "sec": "secundaria",
    "prim": "primaria",
    "cole": "colegio",
    "uni": "universidad",
    "insti": "instituto",
    "progra": "programacion",
    "prog": "programacion",
    "js": "javascript",
    "py": "python",
    "insta": "instagram",
    "ig": "instagram",
    "face": "facebook",
    "feis": "facebook",
    "fb": "facebook",
    "yt": "youtube",
    "wsp": "whatsapp",
    "wpp": "whatsapp",
    "wasap": "whatsapp",
    "wasa": "whatsapp",
    "guasap": "whatsapp",
    "watsap": "whatsapp",
    "whats": "whatsapp",
    "diapo": "diapositivas",
    "diapos": "diapositivas",
    "expo": "exposicion",
    "mnn": "manana",
    "pag": "pagina",
    "pags": "paginas",
    "pelis": "peliculas",
    "tuto": "tutorial",
    "tutos": "tutoriales",
    "ppt": "powerpoint",
    "ppts": "powerpoint",
    "msj": "mensaje",
    "msg": "mensaje",
    "sms": "mensaje",
    "contra": "contrasena",
    "pass": "contrasena",
    "passw": "contrasena",
    "cta": "cuenta",
    "info": "informacion",
    "vitae": "curriculum",
    "cv": "curriculum",
    "cvs": "curriculum",
    "email": "correo",
    "mail": "correo",
    "depa": "departamento",
    "1ro": "primero",
    "2do": "segundo",
    "3ro": "tercero",
    "3ero": "tercero",
    "4to": "cuarto",
    "5to": "quinto",
    "6to": "sexto",
    "1er": "primero",
    "1ero": "primero",
    "3er": "tercero",
}
# Words that say nothing about a topic, in Spanish, English and Quechua.
STOP_WORDS = frozenset(
    """
    a al ante asi con cual cuales como cuando de del desde donde e el ella ellas ellos en entre
    era es esa ese eso esta estan estas este esto estos estoy favor fue ha hace hacia han hasta hay
    he la las le les lo los mas me mi mis mucho muy nada ni no nos nosotros o otra otro para pero
    poco por porque pues que quien se sea ser si sin sobre solo son soy su sus tambien tan te tengo
    ti tiene tienen todo todos tu tus u un una unas uno unos usted ustedes va vamos voy y ya yo
    hola buenas buenos dias tardes noches gracias ok amigo amiga senor senorita profe profesor
    quiero quisiera queria quieren quiere necesito necesita necesitamos deseo desearia gustaria
    puedo puede pueden podria podrian poder debo hacer hago hacen haces haga ayuda ayudar ayudame
    dame deme dime digame diganme busco buscar buscando encontrar encuentro encontrare saber sabes
    interesa interesaria quisieramos queremos tienes tendra habra alguien algo algun alguna algunos
    bro causa causita pata mano manito oe oye pe ps compadre compare broder brother chochera tio tia
    seno senora caserito caserita joven sr sra srta doc pues nomas xd jaja porfavor saludos disculpe
    disculpa oiga bacan chevere pls urgente altoque toque
    hoy ahora aqui ahi alli mismo misma nadie cada estoy estamos sido siendo habia estaba
    the an and of to in for is are on at it my i me you your do does how what where can want need
    would like please with from about some any hi hello help find looking get there this that these
    those be been was were not or if so we our us they them their he she his her its by than then
    too very just also who whom whose which why did has have had will shall should could may
    might must into out up down over under here when whether today dont im
    munani munayki kay chay ima imayna maypi wan paq
    """.split()
)
# Words about learning itself: they count little beside a word that names a topic.
GENERIC_WORDS = frozenset(
    """
    aprender aprendo aprenda aprende aprendizaje aprendiendo estudiar estudio estudios estudiante
    estudiantes ensenar ensena ensenanza ensename ensenen curso cursos cursito clase clases leccion
    lecciones tutorial tutoriales taller talleres material materiales recurso recursos libro libros
    pdf video videos gratis gratuito gratuita gratuitos gratuitas libre online linea virtual
    virtuales internet web pagina paginas sitio sitios app apps aplicacion aplicaciones descargar
    bajar facil faciles rapido rapida bien mejor mejores bueno buena nuevo nueva cero principiante
    principiantes basico basica basicos basicas inicial intermedio avanzado avanzada nivel desde
    empezar empiezo comenzar inicio tema temas cosas informacion guia manual paso pasos usar uso
    utilizar manejar manejo conocer entender practicar practica ejercicios ejercicio ver leer
    nino ninos nina ninas hijo hija hijos joven jovenes adulto adultos mayor mayores gente persona
    personas peru peruano peruana
    learn learning study free course courses book books class lesson lessons tutorials beginner
    beginners basics basic easy start make making write create build use
    yachay yachayta yachakuy yachachiy yachana
    """.split()
)
# Words that the stemmer throws together with others: a cell with a phone, all with the universe.
_APART = {
    "celular": "celular",
    "universidad": "universidad",
    "universitari": "universidad",
    "comunicaci": "comunicacion",
    "comunidad": "comunidad",
    "formacion": "formacion",
}
_stemmer = Stemmer.Stemmer("spanish")


@dataclass(frozen=True)
class Word:
    """A word of a question: as it was typed (without accents), written out, and its stem.

    A generic one (`curso`, `gratis`) stands beside words that name the topic.
    """

    typed: str
    meant: str
    stem: str
    generic: bool = False


def plain(text: str) -> str:
    """Return `text` in lower case without accents."""
    folded = text.casefold()
    if folded.isascii():
        return folded
    return _COMBINING.sub("", unicodedata.normalize("NFKD", folded))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the Spanish stem of a plain word: `programacion` and `programar` share one."""
    for beginning, own in _APART.items():
        if word.startswith(beginning):
            return own
    # The stemmer knows `-ción` and `-sión` only with the accent that people leave out.
    if word.endswith(("cion", "sion")) and len(word) > 5:
        word = word[:-2] + "ón"
    return plain(_stemmer.stemWord(word))


def spoken_words(text: str) -> list[str]:
    """Return all plain words of a text, SMS spellings written out."""
    return [meant for _, meant in _typed_and_meant(text)]


def _typed_and_meant(text: str) -> list[tuple[str, str]]:
    # `Newton's` is Newton; inside a Quechua word (`llank'ay`) the mark may as well be left out.
    whole = _APOSTROPHE.sub("", _POSSESSIVE.sub("", plain(text)))
    found = (_word(token) for token in _TOKEN.findall(whole))
    return [word for word in found if word]


@lru_cache(maxsize=100_000)
def _word(token: str) -> tuple[str, str] | None:
    """Return a word as typed and as meant; None for laughter.

    `holaaaa` is `hola`: no Spanish word holds a letter three times in a row.
    """
    word = _STRETCHED.sub(r"\1", token)
    return None if _LAUGHTER.fullmatch(word) else (word, _SHORTHAND.get(word, word))


def indexed_words(text: str) -> list[str]:
    """Return the plain words of a resource's text that a question may look for."""
    return [word for word in spoken_words(text) if word not in STOP_WORDS]


def content_words(question: str) -> list[Word]:
    """Return the words of a question that are no stop words.

    Where none names a topic (`cursos gratis`), none is marked as generic.
    """
    typed = {meant: word for word, meant in reversed(_typed_and_meant(question))}
    words = [w for w in dict.fromkeys(spoken_words(question)) if w not in STOP_WORDS]
    if all(word.isdigit() for word in words):
        return []  # numbers alone name nothing to learn
    aside = GENERIC_WORDS if any(word not in GENERIC_WORDS for word in words) else frozenset()
    return [Word(typed[word], word, stem(word), word in aside) for word in words]
