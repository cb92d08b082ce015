"""What only sounds like danger in Spanish: figures of speech, broken machines, quotations."""

from __future__ import annotations

from bot.channel.danger.spanish.words import ANIMAL, MACHINE, MERRY

_GAME = (
    r"(?:free ?fire|dota|fortnite|minecraft|roblox|lol|pubg|gta|call of duty|fifa|pes|videojuegos?|"
    r"juegos?)"
)
_STUDY = r"(?:estudiando|trabajando|entrenando|programando|bailando|en el gimnasio)"

FIGURES: tuple[str, ...] = (
    # Machines and animals.
    rf"{MACHINE} (?:\w+ ){{0,4}}(?:se (?:esta )?(?:quem|muri|muer|cay|ahog|apag|colg|incendi|"
    r"moj)\w+|no (?:reacciona|despierta|responde|respira|se mueve|prende)|explot\w+)",
    r"no (?:me )?(?:respira|reacciona|responde|despierta) (?:bien )?(?:mi|la|el|este|"
    rf"esta) {MACHINE}",
    rf"se (?:\w+ )?(?:quem|ahog|muri|muer|cay)\w+ (?:\w+ ){{0,2}}(?:{MACHINE}|comida|arroz|"
    r"calorias|grasa|cds?|dvds?|pan|torta)",
    rf"{ANIMAL} (?:\w+ ){{0,4}}(?:no (?:se mueve|respira|reacciona|come|responde|despierta)|"
    r"va a parir|esta pariendo|se (?:esta )?(?:muere|muriendo|murio|envenen\w+|ahog\w+|cayo)|"
    r"esta (?:muriendo|muy mal|grave)|comio veneno|(?:no aparece|se perdio|se escapo))",
    rf"(?:se perdio|perdi|no encuentro) (?:a )?(?:mi|mis|el|la|un|una) {ANIMAL}",
    rf"(?:sale|bota|echa|saca) humo (?:de|del) (?:mi |la |el )?(?:{MACHINE}|cocina (?:a lena|"
    r"mejorada))",
    r"rob\w+ (?:el|la|las|los|mi) (?:partido|novia|novio|show|elecciones|campeonato|punto|final|"
    r"idea|atencion|mirada)|en el (?:fifa|pes|lol)|(?:en|de) la (?:novela|pelicula|"
    r"serie)(?: \w+){1,4}|(?:fuego|candela) en esa? (?:cancion|pista|fiesta|"
    r"tema)|peg\w+ (?:fuerte |duro )?(?:esa|esta|ese|este) (?:cancion|tema|frase|"
    r"cumbia)|que es la linea 100",
    r"tierra arde|se cae (?:el|la) (?:sistema|pagina|red|linea|senal|pelo|cabello)",
    # Dying, killing and drowning that is none.
    rf"(?:morir(?:me|nos|se)?|muriendo|muer[eo]|respirar|matar(?:me)?|ahog\w+|asfixi\w+) {MERRY}",
    rf"(?:me quiero|quiero|voy a|se va a|se quiere) matar(?:me|se)? {_STUDY}",
    r"(?:hasta|a) (?:morir|matarse|mas no poder)\b",
    r"(?:matar?(?:me|nos)?|mato|mata|mataron) (?:con|de) (?:tant\w+|la|las|el|los|aburrimiento|"
    r"risa|sueno|hambre) ?(?:tareas?|trabajos?|examen(?:es)?|notas?|deberes)?",
    r"mat\w+ (?:el|mi) (?:tiempo|aburrimiento|curiosidad|hambre)|"
    r"mat\w+ (?:las? |los? )?(?:ratas?|hormigas?|cucarachas?|moscas?|mosquitos?|zancudos?|plagas?|"
    r"hierbas?|malezas?|garrapatas?|pulgas?|proceso|gallina|chancho|cuy|pollo)",
    r"(?:mama|papa|profe\w*|jef[ea]|viejos|padres) me (?:va|van) a matar (?:si|por|porque|"
    r"cuando)\b|(?:mama|papa|profe\w*|viejos|padres) me (?:mata|matan) si\b",
    r"ahog\w+ (?:en|con|de) (?:un vaso|deudas|tareas?|(?:el |tanto )?trabajo|calor|pendientes)",
    r"ahorc\w+ (?:la|las|los|el) (?:deudas?|intereses|banco|prestamos?)|"
    r"sin aire (?:mi|la|el) llanta",
    r"casi (?:me|le|nos) (?:da|dio) un infarto|de infarto|ataque de (?:risa|celos|hambre|tos|"
    r"estornudos)",
    r"no quiero vivir (?:mas )?(?:en|aqui|aca|con)\b|pampa incendio",
    # Hitting, touching, robbing and following that is none.
    rf"se (?:me|te|le|nos|les) peg\w+|peg\w+ (?:con|en|a) (?:goma|cola|silicona|{MACHINE})",
    r"(?:lo|la|los|las) (?:peg[ao]|pegamos|pegan) (?:en|aqui|aca|ahi|abajo|arriba|al|con)\b",
    r"peg\w+ (?:bien |duro |mucho |fuerte )?(?:el|la|un|una|al|a la|los|las) (?:sol|gripe|covid|"
    r"tos|resfri\w+|susto|balon|pelota|futbol|voley|estudio|guitarra|ingles|senal|internet|wifi|"
    r"sueno|hambre|frio|calor|viento|acento|sticker|texto|fotos?|imagen|codigo|link|enlace|cancion|"
    r"boton|botones|parche|afiche|papel|etiqueta|figuritas?|vuelta|onda)",
    r"(?:nos|me|le) peg\w+ (?:fuerte |duro )?(?:el|la) (?:frio|calor|helada|crisis|sol)",
    r"golpe\w+ (?:la|el) (?:crisis|economia|pandemia|pobreza|inflacion|sol|frio|realidad|"
    r"nostalgia)",
    r"(?:viol|atropell)\w+ (?:la|las|los|mis|nuestros|sus|el) (?:ley|leyes|derechos?|normas?|"
    r"privacidad|reglas?|contrato)|abus\w+ de (?:mi|su|la|nuestra) (?:confianza|paciencia|bondad)",
    r"me toc(?:a|aba|o) (?:(?:la|una|un|el) (?:puerta|guitarra|timbre|piano|clase|profesor\w*|"
    r"turno|grupo|tema|trabajo|exposicion|suerte|sorteo|premio|numero|"
    r"cancion)|clase|hoy|manana|exponer|(?!(?:mujer|ayer)\b)\w+[aei]r)\b",
    r"asalt\w+ (?:una |la |las |muchas |unas )?dudas?|rob\w+ (?:la |las |mi |mis |el |los |su |"
    r"una |un |mucho |harto )?(?:cuentas?|claves?|contrasenas?|facebook|whatsapp|instagram|correo|"
    r"yape|wifi|internet|megas|datos|senal|tiempo|ideas?|sueno|likes?|corazon|sonrisa|suspiros?|"
    r"celular de juguete|usuario|perfil|puntos)",
    r"sig(?:ue|uen|uiendo) (?:en (?:instagram|facebook|tiktok|twitter|youtube|redes|las redes)|"
    r"(?!(?:peg|golpe|pate|viol|maltrat|ahorc|amenaz|acos|abus|rob|asalt|dispar|persig|sangr|"
    r"llam))\w+ndo\b)|persigu\w+ (?:la|el|los|las) (?:mala|suerte|pasado|deudas?|suenos?|anuncios?|"
    r"publicidad)",
    r"(?:estan |estoy |esta )?apunt\w+ (?:en|para|al|a la|a el|como) (?:\w+ )?(?:curso|taller|"
    r"lista|clase|cuaderno|grupo|carrera|hub|programa|examen)\w*",
    r"atrapad[oa]s? (?:en|con|por) (?:el |la |un |una |este |esta )?(?:nivel|bucle|excel|trafico|"
    r"pagina|juego|libro|novela|serie|rutina|tarea|ejercicio)",
    r"explot\w+ (?:en (?:tiktok|redes)|de (?:risa|felicidad))|explosion (?:demografica|de ventas)",
    r"inund\w+ de (?:tareas?|mensajes?|trabajo|correos?)",
    r"(?:tirar|lanzar|aventar)\w* (?:a la (?:piscina|cama|hamaca|politica)|al agua|al (?:suelo|"
    r"piso) de|(?:de|como) (?:alcalde|candidat[oa]|cabeza|youtuber|presidente|"
    r"regidor))|toc\w+ (?:el|mi|al) (?:corazon|alma)|muro de berlin|puente de (?:la )?red|"
    r"(?:balacera|lluvia|bomba|explosion) de (?:ofertas|ideas|descuentos|preguntas)",
    r"(?:mat|rob|dispar|gan|elimin|golpe|peg|explot|quem|dieron)\w* (?:\w+ ){0,3}en (?:el |mi |"
    rf"un )?{_GAME}|{_GAME} (?:me |nos |te |le )?(?:mat|rob|dispar|elimin|golpe|peg|explot|"
    r"quem)\w+",
    r"(?:paliza|golpiza|goleada) (?:\w+ ){0,4}(?:partido|voley|futbol|equipo|campeonato)|"
    r"equipo (?:\w+ ){0,4}(?:paliza|goleada)|peg\w+ al gordo|"
    r"toc\w+ (?:el|la|los|las) (?:capitulo|leccion|tema|pregunta|fila|numero)s?|"
    r"quiero morir (?:de |que )?(?:roche|plancha)|no me deja (?:salir|entrar) (?:del?|"
    r"al?) (?:examen|sistema|zoom|cuenta|juego)|(?:archivos?|datos|icono|fotos|cuenta|"
    r"documentos?) (?:\w+ ){0,3}(?:secuestrad|desaparec)\w+|secuestro de datos|desaparec\w+ (?:el|"
    r"la|mi|un|una) (?:icono|archivo|cuenta|documento|boton|columna|fondo|opcion|pagina|"
    r"pestana)|me toco en (?:el|un|la|mi) (?:sorteo|grupo|examen|rifa)|(?:novela|pelicula|libro|"
    r"serie|cuento|historia) (?:\w+ )?(?:donde|en (?:la |el )?que|sobre|de)(?: \w+){1,4}",
    r"cort\w+ (?:el|la|un|una|mi|del)? ?(?:pelo|cabello|cerquillo|unas|luz|internet|llamada|video|"
    r"audio|imagen|tela|papel|pan|cebolla|queso|servicio|linea|agua)",
    r"(?:despedida|fiesta) de (?:solter[oa]|promocion|fin de ano|ano|la promo)",
    r"ultimo dia (?:de|para|del|en)\b",
    # Words of others.
    r"(?:cancion|letra|poema|meme|frase|libro|novela|pelicula|serie|cuento|tema|video|"
    r"chiste)s? (?:que )?(?:dice|se llama|titulad[oa]|llamad[oa])(?: \w+){1,8}",
    r"(?:letra|cancion|coro) (?:de(?: la cancion)?)(?: \w+){1,5}",
)
