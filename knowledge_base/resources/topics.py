"""The project's own topics: their names, and where a heading of an outside list belongs."""

from __future__ import annotations

from knowledge_base.resources.records import slug

_LABELS = {
    "arts-and-design": "Arte y diseño",
    "biology": "Biología",
    "chemistry": "Química",
    "data-and-ai": "Datos e inteligencia artificial",
    "digital-basics": "Habilidades digitales",
    "english": "Inglés",
    "health-and-agriculture": "Salud y agricultura",
    "history-and-peru": "Historia y Perú",
    "language-and-writing": "Lenguaje y redacción",
    "libraries-and-books": "Bibliotecas y libros",
    "mathematics": "Matemática",
    "office-tools": "Ofimática",
    "online-safety": "Seguridad en internet",
    "peru-public-learning": "Plataformas públicas del Perú",
    "physics": "Física",
    "programming": "Programación",
    "quechua-and-languages": "Quechua y otras lenguas",
    "teachers": "Para docentes",
    "university-entrance": "Ingreso a la universidad",
    "work-and-entrepreneurship": "Trabajo y emprendimiento",
}
PROJECT_TOPICS = tuple(_LABELS)
# A heading that is not here keeps its own name: a wrong drawer is worse than a new one.
_OWN_TOPICS = {
    "programming": (
        "programacion",
        "programacion-web-movil",
        "desarrollo-web",
        "web-webmaster",
        "ciencias-de-la-computacion",
        "videojuegos",
        "control-de-versiones",
        "android",
        "c",
        "git",
        "github",
        "go",
        "haskell",
        "html-and-css",
        "html-css",
        "java",
        "javascript",
        "kotlin",
        "perl",
        "php",
        "python",
        "react",
        "ruby",
        "rust",
        "scala",
        "scratch",
        "sql",
        "typescript",
    ),
    "data-and-ai": (
        "big-data",
        "ciencia-de-datos",
        "estadistica",
        "inteligencia-artificial",
        "machine-learning-ml-e-inteligencia-artificial-ai",
        "r",
    ),
    "office-tools": ("ofimatica",),
    "mathematics": ("matematicas",),
    "physics": ("fisica-universitaria",),
    "arts-and-design": (
        "animacion-3d",
        "arte-cultura",
        "dibujo",
        "diseno-photoshop-gimp",
        "diseno-vectorial",
        "fotografia",
        "musica",
    ),
    "work-and-entrepreneurship": ("comercio-online", "marketing", "negocio"),
}
_TOPIC_OF_HEADING = {
    heading: topic for topic, headings in _OWN_TOPICS.items() for heading in headings
} | {slug(label): topic for topic, label in _LABELS.items()}


def own_topic(heading: str) -> str:
    """Return the topic of a list's heading: one of the project's where clear, else its slug."""
    # Lists number their first headings to sort them: `1 - Agnosticos`.
    own = slug(heading.split(" - ", 1)[-1] if heading[:1].isdigit() else heading)
    return _TOPIC_OF_HEADING.get(own, own)


def topic_label(topic: str) -> str:
    """Return a topic as people read it; one that is not the project's own is its slug in words."""
    return _LABELS.get(topic) or topic.replace("-", " ").capitalize()
