"""Strangers who rob, follow, threaten or take away, and people who are missing: 105."""

from __future__ import annotations

from bot.channel.danger.language import Patterns
from bot.channel.danger.spanish.words import CHILD, FAMILY, GO, IS, KIN, ONE, WEAPON

_INTRUDER = (
    r"(?:hombres?|tipos?|sujetos?|desconocid[oa]s?|extran[oa]s?|ladron|ladrones|ratero|rateros|"
    r"choros?|alguien|delincuentes?|encapuchados?|un man|personas|gente extrana|borracho|patas)"
)
_HOME = (
    r"(?:casa|cuarto|patio|techo|jardin|puerta|ventana|tienda|chacra|corral|negocio|sala|cocina)"
)
_CAR = r"(?:carro|auto|moto|mototaxi|camioneta|taxi|van|combi|mototaxista|taxista)"

NEAR: Patterns = {
    "weapon": (
        r"(?:para|quieren?|tratan de|intentan) (?:extorsionar|secuestrar)(?:me|nos|lo|la)",
        r"(?:me|nos|le|les|lo|la|estan|esta) (?:\w+ )?apunt(?:a|an|aron|o|ando)(?: con|$| a la|"
        r" en la (?:cabeza|cara)| ayuda| y )|apunt(?:a|an|aron|o|ando) con (?:un|una|su)",
        r"(?:hombres?|tipos?|sujetos?|ladron|ladrones|personas|encapuchados?) (?:\w+ "
        rf"){{0,2}}(?:armad[oa]s?|con (?:un |una |su )?{WEAPON})|encapuchad[oa]s?|a mano armada",
        r"(?:me|nos|le) (?:\w+ )?(?:quit|rob|asalt|amenaz)\w+ (?:\w+ ){0,5}(?:con|"
        rf"a punta de) (?:un |una )?{WEAPON}",
        r"(?:me|nos|le|les) (?:esta |estan )?(?:extorsion\w+|pid\w+ (?:un )?cupos?)|"
        r"extorsion\w*ndo|(?:cobr|pag)\w+ (?:un )?cupos?\b|(?:dejaron|"
        r"mandaron) (?:\w+ ){0,3}(?:balas?|granada|dinamita|corona funebre|nota amenaz\w+)",
        r"(?:sobre|carta|papel|bolsa|nota|mensaje) (?:\w+ )?con (?:una |unas |dos )?balas?\b|"
        r"si no (?:les? |los )?(?:pago|damos|doy|pagamos)(?: \w+){1,4} (?:mat|quem|secuestr|"
        rf"dispar|revent)|a punta de {WEAPON}|vienen? a (?:matar|buscar|golpear|levantar|"
        r"quemar)(?:nos|me|lo|la|los)\b",
        rf"(?:me|nos|la|lo|los|le) {IS}(?:secuestr|rapt)\w+|"
        rf"(?:mi|mis|su) (?:\w+ )?{FAMILY} (?:\w+ ){{0,2}}(?:secuestrad[oa]|fue raptad[oa])|"
        r"(?:raptaron|secuestraron|rapto|secuestro|secuestrando) (?:a )?(?:mi|nuestr)|"
        r"(?:me|nos) tienen (?:secuestrad|retenid)\w+|estoy (?:secuestrad|retenid)\w+",
        r"(?:se (?:la |lo |los |las |nos )?llevaron|subieron|jalaron|metieron|subio|"
        rf"metio) (?:a )?(?:mi|una?|la|el|mis|su|al) (?:\w+ )?(?:{KIN}|chica|menor)|(?:me|nos|la|"
        rf"lo) (?:subieron|metieron|jalaron|subio|metio) (?:a|en|al) (?:un |una |su )?(?:{_CAR}|"
        r"maletera)|estoy en (?:la|una) maletera",
        r"(?:no (?:me|nos) (?:quiere|quieren|deja|dejan) (?:dejar )?bajar\b)|"
        r"(?:quieren?|van a|quiso|quisieron|intent\w+|trat\w+ de) (?:secuestrar|raptar|llevarse|"
        r"robarse) a (?:mi|mis|un|una|la|el) |taxi\w* (?:\w+ ){0,6}(?:otro lado|"
        r"otra (?:ruta|parte)|no (?:quiere|me deja) (?:parar|bajar)|desvi\w+|cerro las puertas|"
        r"seguros)",
        r"(?:nos|estan|mi \w+ le|hermano le|hijo le) (?:\w+ )?dispar(?:o|aron|an|ando)\b|"
        r"dispar(?:o|aron|an|ando) a (?:mi|nuestr)",
    ),
    "police": (
        rf"(?:mi|mis|el|la) (?:\w+ )?(?:{CHILD}|{FAMILY}) (?:\w+ ){{0,2}}(?:esta|anda|"
        r"sigue) perdid[oa]\b(?! (?:en|con) (?:el curso|la clase|matematica|la tarea|excel))",
        r"(?:que|a que|cual) (?:\w+ ){0,3}(?:numero|telefono) (?:\w+ ){0,3}(?:policia|comisaria|"
        r"serenazgo)|policia (?:a|urgente|rapido|ayuda|por favor|"
        r"vengan)\b|urgente (?:la )?policia|(?:arrebat|quit|arranc)\w+ (?:la|el|mi|su) (?:cartera|"
        r"celular|mochila|bolso|moto|plata|billetera)",
        r"hombre sospechoso|(?:rondando|merodeando|vigilando) (?:el|la|mi) (?:colegio|casa|barrio|"
        r"escuela)|(?:quiere|quieren|intenta) (?:subir|llevar|jalar)(?:se)? a (?:mi|mis|los|las|"
        r"una?|el|la) (?:\w+ )?(?:hij|nin|sobrin|niet|herman|chic)\w+|(?:estan|"
        r"esta) abriendo la (?:puerta|reja|chapa)|alguien (?:se )?(?:entro|metio) (?:a|en|"
        r"por)|(?:matando|linchando) a (?:\w+ )?(?:golpes|un|mi)|(?:hay|veo|"
        r"vi) (?:a )?un[oa]? (?:nin[oa]|bebe|ancian[oa]) (?:\w+ )?(?:perdid|sol|"
        r"llorando)\w*|(?:no aparece|desaparecio|desaparecieron) (?:mi|mis|una?|el|"
        r"la) (?:\w+ )?(?:mama|papa|hij\w+|herman\w+|abuel\w+|tio|tia|sobrin\w+|niet\w+|espos\w+|"
        r"nin\w+|vecin\w+)|(?:socorro|auxilio|ayuda) (?:me|nos) (?:matan|siguen|roban|atacan|"
        r"asaltan|persiguen)",
        rf"hay (?:\w+ )?{_INTRUDER} (?:\w+ ){{0,4}}(?:en|de|a|por|sobre|dentro de) (?:mi|la|"
        rf"nuestra) {_HOME}|hay alguien (?:dentro|adentro|afuera|en mi)|(?:alguien|"
        rf"{_INTRUDER}) (?:\w+ )?(?:quiere|quieren|intenta|intentan|trata de|tratan de|esta|"
        r"estan) (?:entrar|meterse|abrir|entrando|metiendose|forzando|trepando|abriendo)",
        r"(?:golpe|pate|forz|romp|tumb|empuj)\w+ (?:mi|la|nuestra) (?:puerta|ventana|chapa|reja|"
        r"cerradura)(?: (?:\w+ ){0,3}(?:miedo|sola|solo|entr|ayuda))?(?! de (?:mi )?(?:carro|"
        r"juguete|la sala))",
        r"se (?:metieron|estan metiendo|han metido|entraron) (?:\w+ ){0,3}(?:a|en|"
        rf"por) (?:\w+ )?(?:robar|{_HOME})|se (?:ha )?(?:metio|metido) (?:un|una|unos|"
        r"alguien) (?:\w+ )?(?:hombre|tipo|sujeto|ladron|ratero|choro|desconocido|extrano|persona|"
        r"borracho)|se metio alguien",
        rf"(?:{ONE}|se) {IS}(?:rob(?:an|aron|ando|arme|arnos|o|a|ado)|asalt(?:an|aron|ando|o|ado|"
        r"ar))\b|robarme$|(?:estan|esta|siguen|andan) (?:robando|asaltando|saqueando)|saqueando|"
        r"(?:robo|robaron|asalto|asaltaron) (?:en )?(?:mi|a mi|nuestra) ",
        rf"{ONE} (?:quieren?|{GO}|quisieron) (?:asaltar|robar|secuestrar|levantar)\b",
        r"(?:me|nos) (?:\w+ )?(?:arranc|arranch|cogote|bolsique|pepe|desvalij|cuadr)(?:aron|o|ando|"
        r"earon|eo)\b|(?:hay|vi|veo|llegaron|vienen) (?:\w+ )?(?:ladron|ladrones|rateros?|choros?|"
        r"delincuentes?|pirañ\w+|piranas?)\b|ladrones? en",
        rf"{ONE} (?:esta |estan |vienen? |anda |andan )?(?:persiguen?|persiguiendo|siguiendo)\b",
        rf"(?:alguien|(?:tipos?|hombres?|sujetos?|senor|{_CAR}|desconocidos?|chicos?|"
        r"patas)) (?:\w+ )?(?:me|nos) siguen?\b|(?:me|nos) siguen? (?:en (?:la calle|moto|"
        r"un)|desde|hasta|un|una|unos|dos|por la|a mi casa)\b",
        r"se (?:han |estan )?llev(?:aron|ado|an|ando) (?:\w+ )?(?:mi|mis|el|la|las|los|nuestr\w+|"
        r"unas?) (?:\w+ )?(?:moto|motos|mototaxi|carro|auto|bici|cosas|computadoras|laptops?|"
        r"ganado|animales|plata|dinero|mercaderia|cartera|mochila|celular|vacas?|ovejas?|toros?|"
        r"alpacas?|television)\b|(?:entraron|entro) (?:al?|a la|a mi) \w+ y (?:se )?(?:llev|"
        r"rob)\w+|(?:robaron|robando) (?:el |mi |mis |su |nuestro )?(?:ganado|vacas?|ovejas?|"
        r"alpacas?|toros?)",
        r"(?:siguiendo|persiguiendo)(?:me|nos)\b(?! en (?:insta|face|tik))|"
        r"(?:me|nos) (?:esta|estan) (?:esperando|vigilando|buscando) (?:\w+ )?(?:afuera|fuera|"
        r"en la (?:puerta|esquina))|tiroteo|(?:lanz|tir|pus|dej)\w+ (?:una )?(?:granada|bomba|"
        r"dinamita)|(?:pandill\w+|barrist\w+|vandalos) (?:\w+ ){0,3}(?:pele\w+|piedr\w+|atac\w+|"
        r"golpe\w+|afuera)|pele\w+ con (?:\w+ y )?(?:cuchillos?|piedras|machetes?|palos|"
        r"botellas)|(?:necesito|manden|llamen|envien|venga) (?:a )?(?:un |una |el )?(?:patrullero|"
        r"patrulla|policias?|serenos?)|(?:chapen|agarren|atrapen|detengan) al|(?:esta|"
        r"estan) (?:entrando|metiendose|forzando) (?:a|en|por|la) (?:mi|la|"
        rf"nuestra)? ?{_HOME}|no se donde estoy (?:me|ayuda|tengo|es de)|(?:me|"
        r"nos) trajeron (?:\w+ )?en (?:un|una)|(?:amenaz|dij|llam)\w+ (?:\w+ ){0,2}(?:quemar|"
        r"matar|volar) (?:mi|a mi|nuestr)|metiendose (?:a|en|por)|sicari\w+",
        rf"{KIN} (?:\w+ ){{0,4}}(?:no contesta ni|ni contesta ni|y no contesta ni) (?:vuelve|"
        r"regresa|aparece|llega)|salio (?:ayer|anoche|temprano|hoy|desde) (?:\w+ ){0,4}(?:ni|"
        r"no) (?:vuelve|regresa|llega|volvio|aparece|contesta|regreso)",
        r"(?:sujeto|hombre|tipo|senor|desconocido|man|viejo) (?:\w+ ){0,5}(?:mir|ofrec|d|sigui|toc|"
        r"llev|persigui|molest)(?:ando|iendo|endo|e|ece|a) (?:\w+ ){0,3}(?:ninos|ninas|nina|nino|"
        r"escolares|alumnas?|dulces|caramelos)",
        r"me perdi (?:y|en (?:el|la) (?:cerro|monte|bosque|selva|puna|nevado|montana|nieve|"
        r"quebrada))\b",
        r"(?:entraron|entro|entrando|entrar|metieron|metio) a robar|quieren? robar(?:me|nos|le)",
        rf"{KIN} (?:\w+ ){{0,7}}(?:no aparece(?! (?:en|como|su)\b)|desaparecio|"
        r"esta desaparecid[oa]|(?:no|nunca) (?:volvio|regreso|llego|llega|vuelve|regresa|"
        r"ha vuelto|ha llegado|ha regresado)(?! (?:\w+ ){0,3}hasta)(?= (?:desde|hace|del|de la|"
        r"a (?:mi |la )?casa|a dormir|todavia|aun|y )|$))\b",
        rf"se (?:me )?(?:perdio|extravio|desaparecio) (?:mi|un|una|el|la) (?:\w+ )?(?:{CHILD}|"
        rf"{FAMILY}|amig[oa]|vecin[oa]|senor|senora)|(?:mi|mis|el|la) (?:\w+ )?(?:{CHILD}|"
        rf"{FAMILY}) (?:\w+ ){{0,3}}se (?:me )?(?:perdio|extravio|"
        rf"perdieron)\b|perdi a mi {CHILD}|no (?:encuentro|encontramos|hallo|ubico|veo|"
        rf"ubicamos) a (?:mi|mis) (?:\w+ )?(?:{CHILD}|{FAMILY})(?! (?:en (?:la lista|face\w*|"
        rf"el grupo|insta\w*|tiktok)))|(?:encontr|hall)\w+ (?:a )?una? {CHILD} (?:perdid|sol|"
        r"llorando|abandonad)|(?:estoy|estamos) perdid[oa]s? (?:en|por) (?:el|la) (?:cerro|monte|"
        r"bosque|selva|puna|nevado|montana|nieve|quebrada)",
        r"(?:llam\w+|necesito|necesitamos|manden|venga) (?:a )?(?:la |al )?(?:policia|serenazgo)|"
        r"^(?:la |el )?(?:policia|serenazgo)(?: (?:por favor|ayuda|urgente))*$|"
        r"(?:numero|telefono) de (?:la |el )?(?:policia|comisaria|serenazgo)",
        r"^(?:auxilio|socorro|sos)(?: (?:auxilio|socorro|sos|ayuda|ayudenme|por favor))*$|"
        r"(?:estoy|estamos|esta|estan|corro) (?:en )?(?:mucho )?peligro\b|"
        r"^auxilio\b(?! (?:chico|grande))|(?<!el )(?<!puerto )(?<!de )\bauxilio$",
        r"(?:hay|hubo|escuch\w+|suenan|oigo|oyen|oye|sienten) (?:\w+ )?(?:balacera|balazos?|"
        r"disparos|tiros|plomo|balas)(?! (?:de|en) (?:esquina|penal|futbol))\b|baleando|"
        r"tirando bala|(?:balearon|mataron|quieren matar|van a matar) a (?:mi|un|una|mis|nuestr)",
        r"linch\w+ndo|van a linchar|se estan (?:matando|agarrando|peleando) (?:a|con|afuera|en)|"
        rf"(?:pelea|peleando|bronca) (?:\w+ ){{0,2}}con {WEAPON}|hay un (?:muerto|cadaver|cuerpo)|"
        r"(?:encontr|hay|vi)\w* (?:a )?(?:un )?(?:cadaver|cuerpo (?:sin vida|muerto|tirado))|"
        r"(?:tiene|tienen|saco) (?:un |una )?(?:arma|pistola|revolver|escopeta)\b",
    ),
    "none": (
        r"^(?:ayudenme|auxilienme|salvenme)(?: (?:por favor|porfavor|porfa|rapido|urgente|ya))*$",
        r"^(?:mi |la |una? )?emergencia (?:en|aqui|medica|mi)\b(?! (?:sanitaria|nacional))|"
        r"(?:numero|numeros|telefono|telefonos|linea) de (?:la )?emergencias?(?! (?:para|de|no|"
        r"en)\b)|(?:llamo|marco) (?:\w+ ){0,3}emergencia|es (?:una |muy )?urgen(?:cia|te) (?:mi|"
        r"hay|se|un|una)\b(?! (?:tarea|cv|trabajo|examen|curso|internet))",
        r"^(?:es )?(?:una )?emergencia(?: (?:por favor|ayuda|urgente|urgencia))*$|"
        r"^(?:ayuda|ayudenme|ayudame)(?: (?:por favor|porfavor|porfa))*(?: (?:ayuda|ayudenme|"
        r"ayudame|auxilio|urgente|rapido|ya))+$|necesito ayuda (?:urgente|ya|rapido)$|"
        r"es (?:una )?emergencia$|tengo (?:una|1) emergencia\b|"
        r"(?:tengo|tenemos) mucho miedo(?: ayuda\w*)?$|(?:me|nos) va a pasar algo malo",
    ),
}
TOLD: Patterns = {
    "police": (
        r"(?:le|les|me|lo|la|estan|a) (?:\w+ )?dispar(?:o|aron|an|ando)\b|balearon\b|balacera|"
        r"(?:secuestraron|secuestro|raptaron|secuestrando|se llevaron) a (?:un|una|la|el)\b|"
        r"asaltaron\b|(?:hay|hubo) (?:una )?(?:pelea|asalto|robo)\b",
    ),
}
NAMED: Patterns = {"police": (r"secuestro\b|desaparecid[oa]s?\b",)}
