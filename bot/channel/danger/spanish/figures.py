"""What only sounds like danger in Spanish: figures of speech, broken machines, quotations."""

from __future__ import annotations

from bot.channel.danger.spanish.words import ANIMAL, MACHINE, MERRY

_GAME = (
    r"(?:free ?fire|dota|fortnite|minecraft|roblox|lol|pubg|gta|call of duty|videojuegos?|juegos?)"
)
_STUDY = r"(?:estudiando|trabajando|entrenando|programando|bailando|en el gimnasio)"

FIGURES: tuple[str, ...] = (
    # Machines and animals.
    rf"{MACHINE} (?:\w+ ){{0,4}}(?:se (?:esta )?(?:quem|muri|muer|cay|ahog|apag|colg|incendi|moj)\w+|"
    r"no (?:reacciona|despierta|responde|respira|se mueve|prende)|explot\w+)",
    rf"no (?:me )?(?:respira|reacciona|responde|despierta) (?:bien )?(?:mi|la|el|este|esta) {MACHINE}",
    rf"se (?:\w+ )?(?:quem|ahog|muri|muer|cay)\w+ (?:\w+ ){{0,2}}(?:{MACHINE}|comida|arroz|calorias|"
    r"grasa|cds?|dvds?|pan|torta)",
    rf"{ANIMAL} (?:\w+ ){{0,4}}(?:no (?:se mueve|respira|reacciona|come|responde|despierta)|"
    r"va a parir|esta pariendo|se (?:esta )?(?:muere|muriendo|murio|envenen\w+|ahog\w+|cayo)|"
    r"esta (?:muriendo|muy mal|grave)|comio veneno|(?:no aparece|se perdio|se escapo))",
    rf"(?:se perdio|perdi|no encuentro) (?:a )?(?:mi|mis|el|la|un|una) {ANIMAL}",
    rf"(?:sale|bota|echa|saca) humo (?:de|del) (?:mi |la |el )?(?:{MACHINE}|cocina (?:a lena|mejorada))",
    r"tierra arde|se cae (?:el|la) (?:sistema|pagina|red|linea|senal|pelo|cabello)",
    # Dying, killing and drowning that is none.
    rf"(?:morir(?:me|nos|se)?|muriendo|muer[eo]|respirar|matar(?:me)?|ahog\w+|asfixi\w+) {MERRY}",
    rf"(?:me quiero|quiero|voy a|se va a|se quiere) matar(?:me|se)? {_STUDY}",
    r"(?:hasta|a) (?:morir|matarse|mas no poder)\b",
    r"(?:matar?(?:me|nos)?|mato|mata|mataron) (?:con|de) "
    r"(?:tant\w+|la|las|el|los|aburrimiento|risa|sueno|hambre) ?"
    r"(?:tareas?|trabajos?|examen(?:es)?|notas?|deberes)?",
    r"mat\w+ (?:el|mi) (?:tiempo|aburrimiento|curiosidad|hambre)|"
    r"mat\w+ (?:las? |los? )?(?:ratas?|hormigas?|cucarachas?|moscas?|mosquitos?|zancudos?|plagas?|"
    r"hierbas?|malezas?|garrapatas?|pulgas?|proceso|gallina|chancho|cuy|pollo)",
    r"(?:mama|papa|profe\w*|jef[ea]|viejos|padres) me (?:va|van) a matar "
    r"(?:si|por|porque|cuando)\b|(?:mama|papa|profe\w*|viejos|padres) me (?:mata|matan) si\b",
    r"ahog\w+ (?:en|con|de) (?:un vaso|deudas|tareas?|(?:el |tanto )?trabajo|calor|pendientes)",
    r"ahorc\w+ (?:la|las|los|el) (?:deudas?|intereses|banco|prestamos?)|sin aire (?:mi|la|el) llanta",
    r"casi (?:me|le|nos) (?:da|dio) un infarto|de infarto|"
    r"ataque de (?:risa|celos|hambre|tos|estornudos)",
    r"no quiero vivir (?:mas )?(?:en|aqui|aca|con)\b|pampa incendio",
    # Hitting, touching, robbing and following that is none.
    rf"se (?:me|te|le|nos|les) peg\w+|peg\w+ (?:con|en|a) (?:goma|cola|silicona|{MACHINE})",
    r"(?:lo|la|los|las) (?:peg[ao]|pegamos|pegan) (?:en|aqui|aca|ahi|abajo|arriba|al|con)\b",
    r"peg\w+ (?:bien |duro |mucho |fuerte )?(?:el|la|un|una|al|a la|los|las) "
    r"(?:sol|gripe|covid|tos|resfri\w+|susto|balon|pelota|futbol|voley|estudio|guitarra|ingles|senal|"
    r"internet|wifi|sueno|hambre|frio|calor|viento|acento|sticker|texto|fotos?|imagen|codigo|link|"
    r"enlace|cancion|boton|botones|parche|afiche|papel|etiqueta|figuritas?|vuelta|onda)",
    r"(?:nos|me|le) peg\w+ (?:fuerte |duro )?(?:el|la) (?:frio|calor|helada|crisis|sol)",
    r"golpe\w+ (?:la|el) (?:crisis|economia|pandemia|pobreza|inflacion|sol|frio|realidad|nostalgia)",
    r"(?:viol|atropell)\w+ (?:la|las|los|mis|nuestros|sus|el) (?:ley|leyes|derechos?|normas?|"
    r"privacidad|reglas?|contrato)|abus\w+ de (?:mi|su|la|nuestra) (?:confianza|paciencia|bondad)",
    r"me toc(?:a|aba|o) (?:(?:la|una|un|el) (?:puerta|guitarra|timbre|piano|clase|profesor\w*|"
    r"turno|grupo|tema|trabajo|exposicion|suerte|sorteo|premio|numero|cancion)|clase|hoy|manana|"
    r"exponer|(?!(?:mujer|ayer)\b)\w+[aei]r)\b",
    r"asalt\w+ (?:una |la |las |muchas |unas )?dudas?|"
    r"rob\w+ (?:la |las |mi |mis |el |los |su |una |un |mucho |harto )?(?:cuentas?|claves?|contrasenas?|facebook|"
    r"whatsapp|instagram|correo|yape|wifi|internet|megas|datos|senal|tiempo|ideas?|sueno|likes?|"
    r"corazon|sonrisa|suspiros?|celular de juguete|usuario|perfil|puntos)",
    r"sig(?:ue|uen|uiendo) (?:en (?:instagram|facebook|tiktok|twitter|youtube|redes|las redes)|"
    r"(?!(?:peg|golpe|pate|viol|maltrat|ahorc|amenaz|acos|abus|rob|asalt|dispar|persig|sangr|llam))"
    r"\w+ndo\b)|persigu\w+ (?:la|el|los|las) "
    r"(?:mala|suerte|pasado|deudas?|suenos?|anuncios?|publicidad)",
    r"(?:estan |estoy |esta )?apunt\w+ (?:en|para|al|a la|a el|como) (?:\w+ )?(?:curso|taller|lista|"
    r"clase|cuaderno|grupo|carrera|hub|programa|examen)\w*",
    r"atrapad[oa]s? (?:en|con|por) (?:el |la |un |una |este |esta )?(?:nivel|bucle|excel|trafico|"
    r"pagina|juego|libro|novela|serie|rutina|tarea|ejercicio)",
    r"explot\w+ (?:en (?:tiktok|redes)|de (?:risa|felicidad))|explosion (?:demografica|de ventas)",
    r"inund\w+ de (?:tareas?|mensajes?|trabajo|correos?)",
    r"(?:tirar|lanzar|aventar)\w* (?:a la (?:piscina|cama|hamaca|politica)|al agua|"
    r"al (?:suelo|piso) de|(?:de|como) (?:alcalde|candidat[oa]|cabeza|youtuber|presidente|regidor))|"
    r"toc\w+ (?:el|mi|al) (?:corazon|alma)|muro de berlin|puente de (?:la )?red|"
    r"(?:balacera|lluvia|bomba|explosion) de (?:ofertas|ideas|descuentos|preguntas)",
    r"(?:mat|rob|dispar|gan|elimin|golpe|peg|explot|quem|dieron)\w* (?:\w+ ){0,3}en (?:el |mi |un )?"
    rf"{_GAME}|{_GAME} (?:me |nos |te |le )?(?:mat|rob|dispar|elimin|golpe|peg|explot|quem)\w+",
    r"cort\w+ (?:el|la|un|una|mi|del)? ?(?:pelo|cabello|cerquillo|unas|luz|internet|llamada|video|"
    r"audio|imagen|tela|papel|pan|cebolla|queso|servicio|linea|agua)",
    r"(?:despedida|fiesta) de (?:solter[oa]|promocion|fin de ano|ano|la promo)",
    r"ultimo dia (?:de|para|del|en)\b",
    # Words of others.
    r"(?:cancion|letra|poema|meme|frase|libro|novela|pelicula|serie|cuento|tema|video|chiste)s? "
    r"(?:que )?(?:dice|se llama|titulad[oa]|llamad[oa])(?: \w+){1,8}",
    r"(?:letra|cancion|coro) (?:de(?: la cancion)?)(?: \w+){1,5}",
)
