"""Strangers who rob, follow, threaten or take away, and people who are missing: 105."""

from __future__ import annotations

from bot.channel.danger.language import Patterns
from bot.channel.danger.spanish.words import CHILD, FAMILY, GO, IS, KIN, ONE, WEAPON

_INTRUDER = (
    r"(?:hombres?|tipos?|sujetos?|desconocid[oa]s?|extran[oa]s?|ladron|ladrones|ratero|rateros|choros?|"
    r"alguien|delincuentes?|encapuchados?|un man|personas|gente extrana|borracho|patas)"
)
_HOME = r"(?:casa|cuarto|patio|techo|jardin|puerta|ventana|tienda|chacra|corral|negocio|sala|cocina)"
_CAR = r"(?:carro|auto|moto|mototaxi|camioneta|taxi|van|combi|mototaxista|taxista)"

NEAR: Patterns = {
    "weapon": (
        r"(?:me|nos|le|les|lo|la|estan|esta) (?:\w+ )?apunt(?:a|an|aron|o|ando)(?: con|$| a la|"
        r" en la (?:cabeza|cara)| ayuda| y )|apunt(?:a|an|aron|o|ando) con (?:un|una|su)",
        rf"(?:hombres?|tipos?|sujetos?|ladron|ladrones|personas|encapuchados?) (?:\w+ ){{0,2}}"
        rf"(?:armad[oa]s?|con (?:un |una |su )?{WEAPON})|encapuchad[oa]s?|a mano armada",
        rf"(?:me|nos|le) (?:\w+ )?(?:quit|rob|asalt|amenaz)\w+ (?:\w+ ){{0,5}}(?:con|a punta de) "
        rf"(?:un |una )?{WEAPON}",
        r"(?:me|nos|le|les) (?:esta |estan )?(?:extorsion\w+|pid\w+ (?:un )?cupos?)|extorsion\w*ndo|"
        r"(?:cobr|pag)\w+ (?:un )?cupos?\b|(?:dejaron|mandaron) (?:\w+ ){0,3}(?:balas?|granada|dinamita|"
        r"corona funebre|nota amenaz\w+)",
        r"(?:sobre|carta|papel|bolsa|nota|mensaje) (?:\w+ )?con (?:una |unas |dos )?balas?\b|"
        r"si no (?:les? |los )?(?:pago|damos|doy|pagamos)(?: \w+){1,4} (?:mat|quem|secuestr|dispar|revent)|"
        rf"a punta de {WEAPON}|vienen? a (?:matar|buscar|golpear|levantar|quemar)(?:nos|me|lo|la|los)\b",
        rf"(?:me|nos|la|lo|los|le) {IS}(?:secuestr|rapt)\w+|"
        rf"(?:mi|mis|su) (?:\w+ )?{FAMILY} (?:\w+ ){{0,2}}(?:secuestrad[oa]|fue raptad[oa])|"
        rf"(?:raptaron|secuestraron|rapto|secuestro|secuestrando) (?:a )?(?:mi|nuestr)|"
        r"(?:me|nos) tienen (?:secuestrad|retenid)\w+|estoy (?:secuestrad|retenid)\w+",
        rf"(?:se (?:la |lo |los |las |nos )?llevaron|subieron|jalaron|metieron|subio|metio) "
        rf"(?:a )?(?:mi|una?|la|el|mis|su|al) (?:\w+ )?(?:{KIN}|chica|menor)"
        rf"|(?:me|nos|la|lo) (?:subieron|metieron|jalaron|subio|metio) (?:a|en|al) (?:un |una |su )?"
        rf"(?:{_CAR}|maletera)|estoy en (?:la|una) maletera",
        r"(?:no (?:me|nos) (?:quiere|quieren|deja|dejan) (?:dejar )?bajar\b)|"
        r"taxi\w* (?:\w+ ){0,6}(?:otro lado|otra (?:ruta|parte)|no (?:quiere|me deja) (?:parar|bajar)|"
        r"desvi\w+|cerro las puertas|seguros)",
        r"(?:nos|estan|mi \w+ le|hermano le|hijo le) (?:\w+ )?dispar(?:o|aron|an|ando)\b|"
        r"dispar(?:o|aron|an|ando) a (?:mi|nuestr)",
    ),
    "police": (
        rf"hay (?:\w+ )?{_INTRUDER} (?:\w+ ){{0,4}}(?:en|de|a|por|sobre|dentro de) (?:mi|la|nuestra) "
        rf"{_HOME}|hay alguien (?:dentro|adentro|afuera|en mi)|"
        rf"(?:alguien|{_INTRUDER}) (?:\w+ )?(?:quiere|quieren|intenta|intentan|trata de|tratan de|esta|"
        r"estan) (?:entrar|meterse|abrir|entrando|metiendose|forzando|trepando|abriendo)",
        rf"(?:golpe|pate|forz|romp|tumb|empuj)\w+ (?:mi|la|nuestra) (?:puerta|ventana|chapa|reja|cerradura)"
        r"(?: (?:\w+ ){0,3}(?:miedo|sola|solo|entr|ayuda))?(?! de (?:mi )?(?:carro|juguete|la sala))",
        rf"se (?:metieron|estan metiendo|han metido|entraron) (?:\w+ ){{0,3}}(?:a|en|por) (?:\w+ )?"
        rf"(?:robar|{_HOME})|se (?:ha )?(?:metio|metido) (?:un|una|unos|alguien) "
        rf"(?:\w+ )?(?:hombre|tipo|sujeto|ladron|ratero|choro|desconocido|extrano|persona|borracho)|"
        rf"se metio alguien",
        rf"(?:{ONE}|se) {IS}(?:rob(?:an|aron|ando|arme|arnos|o|a|ado)|asalt(?:an|aron|ando|o|ado|ar))\b|"
        r"robarme$|(?:estan|esta|siguen|andan) (?:robando|asaltando|saqueando)|saqueando|"
        r"(?:robo|robaron|asalto|asaltaron) (?:en )?(?:mi|a mi|nuestra) ",
        rf"{ONE} (?:quieren?|{GO}|quisieron) (?:asaltar|robar|secuestrar|levantar)\b",
        r"(?:me|nos) (?:\w+ )?(?:arranch|cogote|bolsique|pepe|desvalij|cuadr)(?:aron|o|ando|earon|eo)\b|"
        r"(?:hay|vi|veo|llegaron|vienen) (?:\w+ )?(?:ladron|ladrones|rateros?|choros?|delincuentes?|"
        r"pirañ\w+|piranas?)\b|ladrones? en",
        rf"{ONE} (?:esta |estan |vienen? |anda |andan )?(?:persiguen?|persiguiendo|siguiendo)\b",
        rf"(?:alguien|(?:tipos?|hombres?|sujetos?|senor|{_CAR}|desconocidos?|chicos?|patas)) "
        r"(?:\w+ )?(?:me|nos) siguen?\b|(?:me|nos) siguen? (?:en (?:la calle|moto|un)|desde|hasta|un|"
        r"una|unos|dos|por la|a mi casa)\b|(?:me|nos) siguen$",
        r"se (?:han |estan )?llev(?:aron|ado|an|ando) (?:\w+ )?(?:mi|mis|el|la|las|los|nuestr\w+|unas?) "
        r"(?:\w+ )?(?:moto|motos|mototaxi|carro|auto|bici|cosas|computadoras|laptops?|ganado|animales|"
        r"plata|dinero|mercaderia|cartera|mochila|celular|vacas?|ovejas?|toros?|alpacas?|television)\b|"
        r"(?:entraron|entro) (?:al?|a la|a mi) \w+ y (?:se )?(?:llev|rob)\w+|"
        r"(?:robaron|robando) (?:el |mi |mis |su |nuestro )?(?:ganado|vacas?|ovejas?|alpacas?|toros?)",
        r"(?:sujeto|hombre|tipo|senor|desconocido|man|viejo) (?:\w+ ){0,5}(?:mir|ofrec|d|sigui|toc|llev|"
        r"persigui|molest)(?:ando|iendo|endo|e|ece|a) (?:\w+ ){0,3}(?:ninos|ninas|nina|nino|escolares|"
        r"alumnas?|dulces|caramelos)",
        r"me perdi (?:y|en (?:el|la) (?:cerro|monte|bosque|selva|puna|nevado|montana|nieve|quebrada))\b",
        r"(?:entraron|entro|entrando|entrar|metieron|metio) a robar|quieren? robar(?:me|nos|le)",
        rf"{KIN} (?:\w+ ){{0,7}}(?:no aparece(?! (?:en|como|su)\b)|desaparecio|esta desaparecid[oa]|"
        r"(?:no|nunca) (?:volvio|regreso|llego|llega|vuelve|regresa|ha vuelto|ha llegado|ha regresado)"
        r"(?= (?:desde|hace|del|de la|a (?:mi |la )?casa|a dormir|todavia|aun|y )|$))\b",
        rf"se (?:me )?(?:perdio|extravio|desaparecio) (?:mi|un|una|el|la) (?:\w+ )?(?:{CHILD}|{FAMILY}|"
        r"amig[oa]|vecin[oa]|senor|senora)|"
        rf"(?:mi|mis|el|la) (?:\w+ )?(?:{CHILD}|{FAMILY}) (?:\w+ ){{0,3}}se (?:me )?"
        r"(?:perdio|extravio|perdieron)\b|"
        rf"perdi a mi {CHILD}|no (?:encuentro|encontramos|hallo|ubico|veo|ubicamos) a (?:mi|mis) "
        rf"(?:\w+ )?(?:{CHILD}|{FAMILY})(?! (?:en (?:la lista|face\w*|el grupo|insta\w*|tiktok)))|"
        rf"(?:encontr|hall)\w+ (?:a )?una? {CHILD} (?:perdid|sol|llorando|abandonad)|"
        r"(?:estoy|estamos) perdid[oa]s? (?:en|por) (?:el|la) (?:cerro|monte|bosque|selva|puna|nevado|"
        r"montana|nieve|quebrada)",
        r"(?:llam\w+|necesito|necesitamos|manden|venga) (?:a )?(?:la |al )?(?:policia|serenazgo)|"
        r"^(?:la |el )?(?:policia|serenazgo)(?: (?:por favor|ayuda|urgente))*$|"
        r"(?:numero|telefono) de (?:la |el )?(?:policia|comisaria|serenazgo)",
        r"^(?:auxilio|socorro|sos)(?: (?:auxilio|socorro|sos|ayuda|ayudenme|por favor))*$|"
        r"(?:estoy|estamos|esta|estan|corro) (?:en )?(?:mucho )?peligro\b|^auxilio\b|\bauxilio$",
        r"(?:hay|hubo|escuch\w+|suenan|oigo|oyen|oye|sienten) (?:\w+ )?(?:balacera|balazos?|disparos|"
        r"tiros|plomo|balas)(?! (?:de|en) (?:esquina|penal|futbol))\b|baleando|tirando bala|"
        rf"(?:balearon|mataron|quieren matar|van a matar) a (?:mi|un|una|mis|nuestr)",
        r"linch\w+ndo|van a linchar|se estan (?:matando|agarrando|peleando) (?:a|con|afuera|en)|"
        rf"(?:pelea|peleando|bronca) (?:\w+ ){{0,2}}con {WEAPON}|hay un (?:muerto|cadaver|cuerpo)|"
        r"(?:encontr|hay|vi)\w* (?:a )?(?:un )?(?:cadaver|cuerpo (?:sin vida|muerto|tirado))|"
        rf"(?:tiene|tienen|saco) (?:un |una )?(?:arma|pistola|revolver|escopeta)\b",
    ),
    "none": (
        r"^(?:es )?(?:una )?emergencia(?: (?:por favor|ayuda|urgente|urgencia))*$|"
        r"^(?:ayuda|ayudenme|ayudame|help)(?: (?:por favor|porfavor|ayuda|ayudenme|ayudame|urgente|"
        r"rapido|ya|porfa|auxilio|help))+$|necesito ayuda (?:urgente|ya|rapido)$|es (?:una )?emergencia$|"
        r"tengo (?:una|1) emergencia\b|(?:tengo|tenemos) mucho miedo(?: ayuda\w*)?$|"
        r"(?:me|nos) va a pasar algo malo",
    ),
}
TOLD: Patterns = {
    "police": (
        r"(?:le|les|me|lo|la|estan|a) (?:\w+ )?dispar(?:o|aron|an|ando)\b|balearon\b|balacera|"
        r"(?:secuestraron|secuestro|raptaron|secuestrando|se llevaron) a (?:un|una|la|el)\b|asaltaron\b|"
        r"(?:hay|hubo) (?:una )?(?:pelea|asalto|robo)\b",
    ),
}
NAMED: Patterns = {"police": (r"secuestro\b|desaparecid[oa]s?\b",)}
