"""Fire, gas, water and falling earth: the firemen, 116."""

from __future__ import annotations

from bot.channel.danger.language import Patterns
from bot.channel.danger.spanish.words import PLACE_AFIRE

_SLIDE = r"(?:huaicos?|huaycos?|derrumbe|aluvion|alud|deslizamiento|avalancha|lloclla(?:da)?)"
_OWN = r"(?:mi|mis|nuestr[oa]|la de mi|el de mi)"

NEAR: Patterns = {
    "fire": (
        r"rio (?:\w+ ){0,3}llev(?:ando|o|a|andose) (?:las |la |mi |los )?(?:casas?|puente|gente|"
        r"personas?|carros?)\b(?! ahora)",
        r"(?:viniendo|llegando|bajando|entrando) (?:un |el )?(?:huaico|huayco|aluvion|alud)|"
        r"(?:rompio|fuga|revento|pico) (?:\w+ ){0,2}(?:tuberia|manguera|valvula) de gas",
        r"(?:esta )?entrando (?:agua|humo|lodo)|tierra (?:\w+ )?(?:tembl\w+|tiembl\w+|se mueve)|"
        r"(?:esta )?(?:saliendo|sale|entrando) (?:mucho |harto )?(?:humo|fuego|candela)\b(?! (?:de|"
        r"del) (?:mi |la |el )?(?:cocina a lena|ventilador|cigarro))|llamas (?:estan|esta|llegan)|"
        r"balon (?:\w+ ){0,2}tiene fuga|^(?:fuego|incendio|candela)(?: (?:fuego|ayuda|auxilio))*$|"
        r"(?:numero|telefono) (?:\w+ ){0,5}bomberos|rodead[oa]s de agua",
        r"se (?:me |nos |le |les )?(?:esta |estan )?quem(?:a|an|o|ando) (?:\w+ "
        rf"){{0,3}}{PLACE_AFIRE}\b",
        rf"{PLACE_AFIRE} (?:\w+ ){{0,4}}(?:se (?:esta |estan )?(?:quem(?:a|an|ando)|incendi(?:a|o|"
        r"ando))|(?:esta |estan )?(?:ard(?:e|en|iendo)|en llamas|en candela|prendid[oa] fuego))\b",
        rf"(?:arde|ardiendo) (?:la |el |mi |un |una |los |las )?{PLACE_AFIRE}|"
        r"en llamas\b(?! (?:el|la) (?:partido|fiesta|pista|cancha|equipo|"
        r"concierto))(?<!esta que en llamas)|se (?:esta |estan )?incendi(?:a|an|o|"
        r"ando)\b(?! (?:las redes|twitter|tiktok))",
        rf"{PLACE_AFIRE} (?:\w+ ){{0,4}}se (?:prendio|encendio)\b|"
        r"(?:fuego|candela|llamas?|incendio) (?:\w+ )?(?:viene|avanza|avanzando|llega|llego|"
        r"acerca|acercando|crece|creciendo|paso|se paso|no se apaga|va a llegar)|(?:vela|cigarro|"
        r"plancha|cohete|fogata) (?:\w+ ){0,2}(?:quem|prend|incend)\w+ (?:la|el|mi|"
        r"una)|quem\w+ (?:pasto|basura|llantas|rastrojo|maleza) y|humo negro|"
        r"humo (?:\w+ )?(?:sale|saliendo)|se (?:prende|quema|incendia) (?:mi|la|nuestra) (?:casa|"
        r"cocina|tienda|chacra|cuarto|cama)|quebrada (?:\w+ )?(?:activ|baj|crec|vien|"
        rf"carg)\w+|gas (?:saliendo|botando|escapando)|{PLACE_AFIRE} (?:\w+ ){{0,4}}(?:explot\w+|"
        r"revent\w+)(?! (?:de|en (?:ventas|tiktok)))|(?:fuego|llamas|candela) en (?:el|la|mi|las|"
        rf"los|un|una|nuestr\w+) {PLACE_AFIRE}|(?:gente|personas?|familias?|casas?|"
        r"vecinos) (?:\w+ )?(?:enterrad|sepultad|tapad)[oa]s?|(?:bajo|entre|"
        rf"debajo de) (?:los )?(?:escombros|el lodo|la tierra)|{_SLIDE} (?:en (?:mi|nuestr\w+)|"
        r"sobre|tapo|bloqueo|arraso|cubrio)\b|(?:prend|agarr|cog)(?:io|o|ieron|aron|iendo|"
        r"e) (?:\w+ )?(?:fuego|candela)|se (?:prendio|encendio|prendieron) (?:la|el|mi|un|"
        r"una) (?:\w+ )?(?:cocina|casa|cortina|colchon|cama|chacra|balon|techo|carro|moto|cable|"
        r"poste|pasto|ropa|estera)|(?:no (?:puedo|podemos|se) (?:como )?apagar\w*(?: (?:el|la|"
        r"lo))?(?: fuego| candela| llamas|$))",
        r"(?:hay|sale|salen) (?:un |una |mucho |mucha |bastante |gran |harto |tanto )?(?:fuego|"
        r"candela|llamas|humo)\b(?! (?:blanco|artificial\w*))(?= (?:en|y|de|por|del|a|al|negro|"
        r"no)\b|$)",
        r"(?:llam\w+|necesito|necesitamos|manden|vengan|urgente) (?:a )?(?:los )?bomberos|"
        r"^(?:los )?bomberos(?: (?:por favor|ayuda|urgente))*$|"
        r"(?:numero|telefono) de (?:los )?bomberos",
        rf"(?:hay|viene|vienen|entro|estamos) (?:\w+ )?{_SLIDE}\b(?! de (?:noticias|ofertas))|"
        rf"{_SLIDE}\b.*\b(?:atrapad[oa]s?|ayuda|estamos|casa|llevando|llevo|viene|baja|bajando)|"
        rf"(?:baja|bajando|cayendo|bajo) (?:el|un) {_SLIDE}|^{_SLIDE}(?: ayuda| en \w+)*$",
        r"(?:cay(?:o|eron|endo)|baja(?:n|ndo|ron)?|viene[n]?|viniendo|vino) (?:\w+ ){0,2}(?:lodo|"
        r"piedras|barro|rocas)\b|(?:rio|agua|lluvia|mar|laguna) (?:\w+ ){0,2}(?:(?:se "
        r")?(?:desbord\w+|salio|metio|metiendo|entro|entrando|lleva|"
        r"llevo (?:mi|nuestr|a|varias|casas|todo))|esta entrando|crecio|esta creciendo|"
        r"subio)(?! (?:a la web|de precio|el precio|su precio|100|la tarifa))\b|se (?:desbordo|"
        r"salio) (?:el|la) (?:rio|laguna|canal|quebrada|acequia)|se (?:me |"
        r"nos )?(?:esta )?inund(?:o|a|ando|aron)\b|estamos inundad[oa]s|(?:mi|la|"
        r"nuestra) casa (?:esta )?inundad[oa]|agua hasta (?:el|la|los) (?:cuello|pecho|cintura|"
        r"techo|rodillas?)",
        r"estamos (?:en el techo|aislad[oa]s)|(?:estoy|estamos|estan|esta|quedo|quedamos|quedaron|"
        r"hay|gente|personas?|ninos?) (?:\w+ ){0,2}atrapad[oa]s?\b",
        r"(?:fuga|escape) de gas\b(?! (?:invernadero|natural vehicular))|"
        r"(?:huele|olor|oliendo|apesta) (?:\w+ )?a gas|balon (?:de gas )?(?:esta )?(?:bota|botando|"
        r"fug\w+|silb\w+|se abrio|explot\w+)|sale gas|(?:bota|botando) gas",
        r"(?:va a|por) explotar (?:el|la) (?:balon|tanque|grifo)|"
        r"explot(?:o|aron|ando) (?:un|el|la|una|mi) (?:\w+ )?(?:balon|tanque|bomba|cocina|grifo|"
        r"transformador|granada|pirotecnico|fabrica|horno)|(?:hubo|fue) una explosion",
        r"(?:derrumb|desplom|colaps|cay|vin|vinien|caye|cae|viene)\w* ?(?:abajo|encima)? ?(?:la|mi|"
        r"una|el|un|nuestra) (?:casa|techo|pared|cerro|puente|muro|edificio|colegio|"
        r"aula)\b(?! (?:de )?(?:jaja|economica))|(?:casa|techo|pared|cerro|puente|muro|edificio|"
        r"colegio|aula) (?:\w+ ){0,3}(?:se (?:esta )?(?:derrumb\w+|cay\w+|vin\w+ abajo|"
        r"viniendo abajo|desplom\w+)|colaps\w+)",
        r"(?:cable|poste) (?:\w+ ){0,5}(?:caido|chispas|chispeando|suelto|se cayo|cayo (?:sobre|en|"
        r"encima))|revent(?:o|aron|ando) (?:\w+ ){0,2}(?:balon|tanque|grifo|represa|cohete|"
        r"pirotecnico)|echando chispas|(?:hay|viene|alerta de) (?:un )?(?:tsunami|maremoto)",
        r"(?:hay|ay|esta habiendo) (?:un )?(?:temblor|terremoto|sismo)\b|"
        r"^(?:temblor|terremoto|huaico|huayco)$|esta temblando (?:fuerte|la tierra|todo|feo)",
        r"(?:incendio|fuego|candela) (?:\w+ ){0,2}(?:en|de|cerca de|al lado de|"
        rf"junto a) {_OWN}\b",
    ),
}
TOLD: Patterns = {
    "fire": (
        rf"(?:hay|ay) (?:\w+ )?incendios?\b|(?:vino|cayo|hubo) (?:\w+ )?{_SLIDE}|"
        r"hubo (?:un )?(?:temblor|terremoto|sismo)\b",
    ),
}
NAMED: Patterns = {"fire": (r"(?<!contra )(?<!el )(?<!los )(?<!del )incendios?\b",)}
