"""Spanish words for the commonest topics asked for in English and Quechua.

Most resources are described in Spanish, and the packaged encoder bridges English and Spanish
badly. Southern Quechua spellings, with and without the marks that people leave out.
"""

from __future__ import annotations

_ENGLISH = {
    "agriculture": "agricultura",
    "art": "arte",
    "biology": "biologia",
    "book": "libro",
    "books": "libros",
    "business": "negocio",
    "chemistry": "quimica",
    "chess": "ajedrez",
    "computer": "computadora",
    "computers": "computadora",
    "cooking": "cocina",
    "data": "datos",
    "dictionary": "diccionario",
    "drawing": "dibujo",
    "electronics": "electronica",
    "english": "ingles",
    "farming": "agricultura",
    "geography": "geografia",
    "geometry": "geometria",
    "grammar": "gramatica",
    "health": "salud",
    "history": "historia",
    "job": "trabajo",
    "jobs": "trabajo",
    "kids": "ninos",
    "language": "idiomas",
    "math": "matematica",
    "mathematics": "matematica",
    "maths": "matematica",
    "music": "musica",
    "nutrition": "nutricion",
    "password": "contrasena",
    "phone": "celular",
    "photography": "fotografia",
    "physics": "fisica",
    "privacy": "privacidad",
    "programming": "programar",
    "code": "programar",
    "coding": "programar",
    "reading": "lectura",
    "resume": "curriculum",
    "robotics": "robotica",
    "scholarship": "becas",
    "scholarships": "becas",
    "science": "ciencia",
    "simulation": "simulaciones",
    "simulations": "simulaciones",
    "spreadsheet": "excel",
    "spreadsheets": "excel",
    "statistics": "estadistica",
    "stories": "cuentos",
    "typing": "mecanografia",
    "website": "pagina web",
    "websites": "pagina web",
    "work": "trabajo",
    "writing": "redaccion",
}
_QUECHUA = {
    "chakra": "agricultura",
    "hampi": "salud",
    "inlis": "ingles",
    "llamkay": "trabajo",
    "llankay": "trabajo",
    "nawinchay": "lectura",
    "qillqay": "escribir",
    "qilqay": "escribir",
    "runasimita": "runasimi",
    "takiy": "musica",
    "willakuy": "cuentos",
    "yupay": "matematica",
    "yupana": "matematica",
}
_SPANISH = {"en": _ENGLISH, "qu": _QUECHUA}


def in_spanish(word: str, language: str) -> list[str]:
    """Return the Spanish words for a plain word of a question, none where none is known."""
    return _SPANISH.get(language, {}).get(word, "").split()
