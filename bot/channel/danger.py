"""The safety net: sentences that mean danger, recognised whatever the classifier would say.

All patterns are read on lower-case text without accents or punctuation. First figures of speech
and broken machines are taken out ("se me pega la pantalla"). What then speaks of someone in danger
counts always; what only names a danger does not count in a wish to learn about it.
"""

from __future__ import annotations

import re

from bot.channel.keywords import plain

_ONE = r"(?:me|nos|le|les|lo|la|los|las|te)"
_IS = (
    r"(?:(?:esta|estan|estaba|estaban|acaba de|acaban de|vuelve a|volvio a|sigue|"
    r"siguen) )?"
)
_GO = r"(?:va|ba|van|ban) a"
_KIN = (
    r"(?:espos[oa]|marido|mujer|pareja|papa|papi|padre|padrastro|mama|mami|madre|madrastra|"
    r"enamorad[oa]|novi[oa]|ex|conviviente|ti[oa]|abuel[oa]|abuelit[oa]|herman[oa]|hermanit[oa]|"
    r"prim[oa]|vecin[oa]|hij[oa]|hijit[oa]|bebe|sobrin[oa]|nin[oa]|amig[oa]|cunad[oa]|suegr[oa]|"
    r"profe|profesora?|jefe|patron|hombre|senora?|senorita|tipo|sujeto|viejo|borracho|chic[oa])"
)
_MACHINE = (
    r"(?:celular|telefono|pantalla|laptop|compu|computadora|pc|equipo|tablet|bateria|cargador|"
    r"router|modem|wifi|internet|senal|impresora|teclado|mouse|usb|disco|placa|fuente|foco|cable|"
    r"programa|sistema|pagina|app|aplicacion|juego|windows|android|carro de juguete)"
)
_PLACE_AFIRE = (
    r"(?:casas?|viviendas?|edificio|colegio|escuela|mercado|tienda|bosque|cerro|monte|chacra|cocina|"
    r"cuarto|techo|local|galeria|fabrica|carro|auto|bus|combi|camion|campo|pasto|pastizal|poste|"
    r"hospital|posta|iglesia|almacen|deposito|pueblo|barrio|cuadra|granja|vecin[oa]s?|tod[oa])"
)
_MERRY = (
    r"de (?:la )?(?:risa|hambre|calor|frio|verguenza|amor|ganas|sueno|aburrimiento|sed|nervios|"
    r"envidia|emocion|felicidad|miedo con)"
)
_STUDY = r"(?:estudiando|trabajando|entrenando|programando|bailando|en el gimnasio)"

_FIGURES = re.compile(
    r"\b(?:"
    rf"se (?:me|te|le|nos|les) peg\w+|{_MACHINE} (?:\w+ ){{0,4}}"
    r"(?:se (?:esta )?(?:quem|muri|muer)\w+|"
    rf"no (?:reacciona|despierta|responde|respira))|se (?:\w+ )?quem\w+ (?:\w+ ){{0,2}}"
    rf"(?:{_MACHINE}|comida|arroz|calorias|grasa|cds?|dvds?)|"
    rf"(?:morir(?:me|nos|se)?|muriendo|muer[eo]|respirar|matar(?:me)?) {_MERRY}|"
    rf"(?:me quiero|quiero|voy a|se va a|se quiere) matar(?:me|se)? {_STUDY}|"
    r"matar(?:me)? (?:con|de) (?:tant\w+|la|las|el) (?:tarea|tareas|trabajo|trabajos|examen)|"
    r"(?:mama|papa|profe\w*|jef[ea]|viejos|padres) me (?:va|van) a matar "
    r"(?:si|por|porque|cuando)\b|"
    r"(?:lo|la|los|las) (?:peg[ao]|pegamos|pegan) (?:en|aqui|aca|ahi|abajo|arriba|al|con)\b|"
    r"peg\w+ (?:bien |duro |mucho |fuerte )?(?:el|la|un|una|al|a la|los|las) "
    r"(?:sol|gripe|covid|tos|"
    r"resfri\w+|susto|balon|pelota|futbol|voley|estudio|guitarra|ingles|senal|internet|wifi|sueno|"
    r"hambre|frio|calor|viento|acento|sticker|texto|fotos?|imagen|codigo|link|enlace|cancion)|"
    r"golpe\w+ (?:la|el) (?:crisis|economia|pandemia|pobreza|inflacion|sol|frio|realidad|"
    r"nostalgia)|"
    r"ahorc\w+ (?:la|las|los|el) (?:deudas?|intereses|banco|prestamos?)|"
    r"ahog\w+ (?:en|con) (?:un vaso|deudas|tareas?|trabajo)|"
    r"(?:viol|atropell)\w+ (?:la|las|los|mis|nuestros|sus|el) (?:ley|leyes|derechos?|normas?|"
    r"privacidad|reglas?|contrato)|abus\w+ de (?:mi|su|la|nuestra) (?:confianza|paciencia|bondad)|"
    r"me toca(?:ba)? (?:la (?:puerta|guitarra)|el (?:timbre|piano)|clase|hoy|manana|\w+[aei]r)\b|"
    r"rob\w+ (?:la |las |mi |mis |el |los |su |una |un )?(?:cuentas?|claves?|contrasenas?|facebook|"
    r"whatsapp|instagram|correo|yape|wifi|internet|megas|datos|senal|tiempo|ideas?|sueno)|"
    r"sig(?:ue|uen|uiendo) (?:en (?:instagram|facebook|tiktok|twitter|youtube|redes|las redes)|"
    r"(?!(?:peg|golpe|pate|viol|maltrat|ahorc|amenaz|acos|abus|rob|asalt|dispar|persig|sangr))"
    r"\w+ndo\b)|persigu\w+ (?:la|el|los|las) "
    r"(?:mala|suerte|pasado|deudas?|suenos?|anuncios?|publicidad)|"
    r"casi (?:me|le|nos) (?:da|dio) un infarto|de infarto|"
    r"rob\w+ (?:los |el |mi )?(?:likes?|corazon|sonrisa|suspiros?|celular de juguete)|"
    r"no quiero vivir (?:mas )?(?:en|aqui|aca|con)\b|pampa incendio"
    r")"
)
# Taken out only in a wish to learn: "que hacer si hay un incendio" asks, "si, hay uno" tells.
_SUPPOSED = re.compile(r"\b(?:si|cuando) (?:hay|ocurre|alguien|una persona|un)\b(?: \w+){0,3}")
_LEARNING = re.compile(
    r"\b(?:cursos?|aprender|libros?|tareas?|clases?|estudiar|taller|videos?|prevencion|prevenir|"
    r"evitar|exposicion|monografia|trabajo sobre|informacion sobre|que es|que hacer|como actuar|"
    r"charlas?|peliculas?|novelas?|cuentos?|cancion|historia|juegos?|manual|guia|tesis|ley|contra|"
    r"extintor(?:es)?|brigada|simulacro)\b"
)

# In the order in which they are tried: a life that may end now comes first.
_ALWAYS: dict[str, tuple[str, ...]] = {
    "mental": (
        r"(?:quiero|quisiera|deseo|voy a|voi a|boy a|en|ganas de|intente) (?:morir(?:me)?|matarme|"
        r"suicidar(?:me|se)|desaparecer (?:del mundo|para siempre)|hacerme dano|lastimarme)\b",
        r"(?:quitarme|quitarse|terminar con mi|acabar con mi|acabar con su) (?:la )?vida\b",
        r"(?:quiero desaparecer|no puedo mas con (?:mi|la) vida)$",
        r"me (?:quiero|voy a|quisiera) (?:morir|matar|suicidar|hacer dano|quitar la vida)\b",
        rf"se (?:quiere|queria|quiso|{_GO}) (?:matar|suicidar|quitar la vida)\b|se quiere morir\b",
        r"no quier(?:o|e) (?:seguir )?(?:vivir|viviendo|existir)\b"
        r"(?! (?:en|aqui|aca|alla|con|lejos|cerca)\b)",
        r"no (?:tiene|vale) (?:sentido|la pena) (?:seguir )?(?:vivir|viviendo|mi vida)\b"
        r"(?! (?:en|aqui)\b)",
        r"me cort(?:o|e) (?:los|las) (?:brazos|venas|munecas|piernas)",
        r"(?:intento|intenta|trato de|quiso) (?:suicidarse|matarse)\b",
        r"dormir y (?:ya )?no despertar|mi vida (?:ya )?no (?:tiene sentido|vale)",
        r"(?:ya )?no puedo mas$|ya no aguanto mas$|no valgo nada|a nadie le importo",
        r"estoy (?:muy )?(?:deprimid[oa]|desesperad[oa])\b|tengo depresion",
        r"ya fue todo (?:adios|chau)|me (?:voy a|quiero) cortar(?:me)?\b(?! el (?:pelo|cabello))",
        r"(?:saltar|tirarme|aventarme) (?:del?|al) (?:un )?(?:puente|edificio|techo|rio)|"
        r"puente pensando (?:en )?saltar",
        r"(?:necesito|busco|quiero) (?:\w+ )?(?:un |una )?psicolog[oa]\b",
        r"(?:mejor|quiero|quisiera) estar muert[oa]|estarian? mejor sin mi\b",
        r"(?:want to|wanna) die\b|(?:kill|hurt|cut) (?:my|her|him)self|wanuyta munani",
    ),
    "ambulance": (
        r"no (?:puedo |puede |pueden )?respir(?:a|o|an|ar)\b",
        rf"{_KIN} (?:\w+ ){{0,3}}(?:no (?:despierta|reacciona|responde)|"
        r"se (?:esta )?(?:muriendo|muere))\b",
        r"convulsion(?:a|an|ando)\b|se (?:desmayo|envenen\w+)|inconsciente|perdio el conocimiento",
        r"(?:tomo|tome|trago|trague|comio|bebio|tomado|tomaron) (?:(?:un|una|el|la|mucho|de|su) )*"
        r"(?:veneno|lejia|raticida|racumin|insecticida|kerosene|acido|thinner|pilas?\b)",
        r"(?:tomo|tome|trago) (?:\w+ ){0,2}pastillas para (?:morir|matar)",
        r"(?:tomo|tome|trago) (?:muchas|todas las|un monton de|un frasco de) pastillas",
        r"sangr(?:a|ando) (?:mucho|demasiado|bastante)",
        r"(?:necesito|necesitamos|llam\w+|manden|envien|urgente) (?:a )?(?:una |la )?ambulancia",
        r"(?:esta|estan|estoy|hay|quedo) (?:muy |gravemente |varios |muchos )?herid[oa]s?\b",
        rf"{_ONE} atropell\w+|atropell(?:o|aron) a\b",
        r"(?:le|me|nos) (?:esta )?(?:dio|dando|da) un (?:infarto|derrame)",
        rf"(?:esta por|a punto de|{_GO}) dar a luz|labor de parto|rompio (?:la )?fuente",
        r"(?:pico|mordio) (?:una?|la|el) "
        r"(?:vibora|serpiente|culebra|arana|alacran|escorpion|shushupe)",
        r"se (?:esta )?ahog(?:a|ando)\b|quemo con (?:agua|aceite|leche|sopa)",
        r"se (?:estan )?ahogando|me ahogo|electrocut(?:e|o|aron)\b",
        r"(?:dieron|cayo) un (?:balazo|rayo)",
        rf"{_KIN} se cayo (?:de|del|al)\b|(?:choque|choco|volco|volcadura) (?:\w+ ){{0,3}}"
        r"(?:carretera|combi|bus|carro|camion|moto|pista)",
        r"esta dando a luz|aborto y sangr\w+|estoy sangrando",
        r"^(?:una |la )?ambulancias?(?: por favor)?$",
        r"(?:numero|telefono) de (?:la |una )?ambulancia",
    ),
    "violence": (
        rf"(?:me|nos|le|les|te) {_IS}(?:peg(?:a|an|o|aron|aba|aban|ando|arme|arle)|pegandome)\b",
        rf"{_KIN} (?:\w+ ){{0,2}}(?:lo|la|los|las) {_IS}peg(?:a|o|aba|ando)\b",
        r"(?:lo|la) pegaron\b",
        rf"{_ONE} {_IS}(?:(?:golpe|pate)(?:a|an|o|aron|aba|ando|ar)|ahorc\w+|maltrat\w+)\b",
        r"(?:estan|esta) (?:pegando|golpeando|pateando|ahorcando|maltratando) a\b",
        rf"{_ONE} (?:\w+ ){{1,5}}a (?:golpes|patadas|correazos|palazos)\b",
        rf"{_ONE} {_IS}(?:viol(?:o|a|aron|an|ando)|quier(?:e|en) violar|abusando)\b",
        r"abus(?:o|a|aron|an|ando) (?:sexualmente )?de (?:mi|ella|el|una?|mis)\b",
        rf"(?:me|la|lo|nos|te) (?:quieren?|{_GO}) (?:matar|hacer dano|golpear|pegar)\b",
        rf"{_KIN} (?:\w+ )?(?:me|la|lo|le) (?:toca|tocaba|toco)\b",
        r"(?:me|nos|la|lo) (?:esta )?(?:manosea|acosa|amenaza|encierra|chantajea)\w*",
        r"(?:me|la|lo) (?:encerro|manoseo|acoso|amenazo)\b",
        r"(?:me|la|lo|nos) (?:tiene|tienen) encerrad[oa]s?",
        r"no (?:me|la|lo|nos) dejan? salir(?! (?:a|con|de noche|hasta|los|las)\b)"
        rf"(?! (?:de|del) (?:la |el |mi |una? )?(?:{_MACHINE}|cuenta|sesion|menu|grupo|chat))",
        rf"miedo (?:a|de) (?:mi|su) {_KIN}",
        r"(?:me|le) piden? fotos (?:\w+ )?(?:desnud[oa]|intimas|sin ropa)|me manda fotos desnudo",
        r"(?:sufro|vivo|hay) (?:mucha |mucho )?(?:violencia|maltrato)(?: familiar)? en mi casa",
        r"sig(?:ue|uen) (?:peg|golpe|pate|maltrat)\w+",
        r"victima de (?:violencia|maltrato|violacion|abuso)",
        r"me jala(?:n)? (?:el|del|los) (?:pelo|cabello|brazo)|se mete a mi (?:cuarto|cama)",
        r"tengo miedo (?:en|de estar en|de volver a) mi casa",
        r"le pego a mi (?:mujer|esposa|pareja|hij)",
        r"linea 100\b|donde (?:puedo )?denunci(?:o|ar)\b(?: (?:violencia|maltrato|abuso))?$",
        r"(?:hit|beat|rap|kick)(?:s|es|ed|ing|ting) (?:me|us|her)\b|maqawa(?:n|chkan|shan|skan)\w*",
    ),
    "fire": (
        rf"se (?:me |nos |le )?(?:esta |estan )?quem(?:a|an|o|ando) (?:\w+ ){{0,3}}"
        rf"{_PLACE_AFIRE}\b",
        rf"{_PLACE_AFIRE} (?:\w+ ){{0,4}}se (?:esta |estan )?quem(?:a|an|ando)\b",
        r"se (?:esta |estan )?incendi(?:a|an|o|ando)\b(?! (?:las redes|twitter|tiktok))",
        r"(?:hay|ay) (?:un |mucho |bastante |gran )?(?:incendio|fuego|humo)\b",
        r"(?:llam\w+|necesito|necesitamos) (?:a )?(?:los )?bomberos",
        r"^(?:los )?bomberos(?: por favor)?$|(?:numero|telefono) de (?:los )?bomberos",
        r"se (?:derrumbo|cayo|vino abajo) (?:la|mi|una|el) (?:casa|techo|pared|cerro|puente)",
        r"(?:hay|vino|viene|cayo|entro|estamos) (?:un |el )?(?:huaico|huayco|derrumbe|aluvion)\b|"
        r"(?:huaico|huayco|derrumbe|inundacion)\b.*\b(?:atrapad[oa]s?|ayuda|estamos|casa)",
        r"(?:rio|agua) se (?:desbordo|salio|metio)",
        r"estamos (?:en el techo|atrapad[oa]s?|inundad[oa]s)",
        r"(?:hay|hubo|ay) (?:un )?(?:temblor|terremoto|sismo)\b",
        r"^(?:temblor|terremoto|huaico|huayco)$",
        r"fire in (?:my|the|our) (?:house|home|kitchen)",
        r"hay (?:una )?fuga de gas|huele (?:fuerte |mucho |bastante )?a gas",
        r"explot(?:o|aron) (?:un|el|la|una) "
        r"(?:balon|tanque|bomba|cocina|grifo|transformador|granada)",
        r"house is on fire|wasi\w* (?:rupha|rupa|rawra)\w+",
    ),
    "police": (
        rf"(?:{_ONE}|se) {_IS}(?:rob(?:an|aron|ando|arme|o|a)|asalt(?:an|aron|ando|o))\b|robarme$",
        rf"{_ONE} (?:quieren?|{_GO}) (?:asaltar|robar|secuestrar)\b|saqueando",
        rf"{_ONE} {_IS}(?:persiguen?|persiguiendo|siguiendo|extorsion\w+)\b",
        r"(?:alguien|(?:tipos?|hombres?|sujetos?|senor|carro|auto|moto|mototaxi|camioneta|"
        r"desconocidos?)) me siguen?\b|me siguen? (?:en la calle|desde|hasta)\b",
        r"(?:entraron|entro|entrando|entrar|metieron|metio) a robar|quieren? robar(?:me|nos|le)",
        r"(?:secuestraron|secuestro|raptaron|se llevaron) a (?:mi|un|una|la|el)\b",
        rf"{_KIN} (?:\w+ ){{0,6}}(?:no aparece(?! (?:en|como|su)\b)|desaparecio|"
        r"esta desaparecid[oa])",
        r"(?:hay|hubo|escucho|escuchan|suenan|oigo) (?:una )?(?:balacera|balazos|disparos)",
        r"balearon\b",
        r"(?:le|me|nos|lo|la|estan) dispar(?:o|aron|an|ando)\b",
        r"apunt(?:a|an|aron|o) con (?:un|una|su) (?:arma|pistola|revolver|cuchillo|fierro)",
        r"(?:llam\w+|necesito|necesitamos|manden) (?:a )?la policia",
        r"^(?:la )?(?:policia|serenazgo)(?: por favor)?$|"
        r"(?:numero|telefono) de (?:la |el )?(?:policia|comisaria|serenazgo)",
        r"^(?:auxilio|socorro|sos)(?: (?:auxilio|socorro|sos|ayuda|ayudenme|por favor))*$|"
        r"(?:estoy|estamos|esta) en peligro\b",
        r"being robbed|robbing (?:me|us)|suwawa(?:n|chkan|shan|skan)\w*",
    ),
}
_NAMED: dict[str, tuple[str, ...]] = {
    "mental": (r"suicid(?:arme|arse|io|a)\b",),
    "ambulance": (r"accidente (?:muy )?(?:grave|fuerte)|infarto|derrame cerebral|hay muertos",),
    "fire": (r"incendios?\b|fuga de gas",),
    "violence": (r"violacion sexual|abus(?:o|ador) sexual|abuso (?:infantil|a menores)",),
    "police": (r"balacera|secuestro\b",),
}


# How phones spell: "kiero", "q", "muchoooo".
_SPELLED = (
    (re.compile(r"([a-z])\1{2,}"), r"\1"),
    (re.compile(r"\bk(?=ier|e)"), "qu"),
    (re.compile(r"\bm (?=peg|golp|viol|rob)"), "me "),
    (re.compile(r"\bmatr(?=e?$)"), "matar"),
    (re.compile(r"\bacaban? de (rob|asalt|peg|golpe)ar\b"), r"\1aron"),
    (re.compile(r"\bq\b"), "que"),
)


def _compiled(table: dict[str, tuple[str, ...]]) -> dict[str, re.Pattern[str]]:
    return {kind: re.compile(rf"\b(?:{'|'.join(parts)})") for kind, parts in table.items()}


_ALWAYS_PATTERNS, _NAMED_PATTERNS = _compiled(_ALWAYS), _compiled(_NAMED)


def danger_in(text: str) -> str | None:
    """The kind of danger that a message tells of (a value of the slot `danger`), or None."""
    said = _FIGURES.sub(" | ", _spelled(plain(text)))
    is_wish_to_learn = _LEARNING.search(said) is not None
    if is_wish_to_learn:
        said = _SUPPOSED.sub(" | ", said)
    kind = _first(_ALWAYS_PATTERNS, said)
    return kind if kind or is_wish_to_learn else _first(_NAMED_PATTERNS, said)


def _first(patterns: dict[str, re.Pattern[str]], said: str) -> str | None:
    return next((kind for kind, pattern in patterns.items() if pattern.search(said)), None)


def _spelled(said: str) -> str:
    for pattern, written in _SPELLED:
        said = pattern.sub(written, said)
    return said
