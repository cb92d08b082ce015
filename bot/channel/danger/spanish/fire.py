"""Fire, gas, water and falling earth: the firemen, 116."""

from __future__ import annotations

from bot.channel.danger.language import Patterns
from bot.channel.danger.spanish.words import PLACE_AFIRE

_SLIDE = r"(?:huaico|huayco|huaycos|huaicos|derrumbe|aluvion|alud|deslizamiento|avalancha|llocllada|lloclla)"
_OWN = r"(?:mi|mis|nuestr[oa]|la de mi|el de mi)"

NEAR: Patterns = {
    "fire": (
        rf"se (?:me |nos |le |les )?(?:esta |estan )?quem(?:a|an|o|ando) (?:\w+ ){{0,3}}{PLACE_AFIRE}\b",
        rf"{PLACE_AFIRE} (?:\w+ ){{0,4}}(?:se (?:esta |estan )?(?:quem(?:a|an|ando)|incendi(?:a|o|ando))|"
        r"(?:esta |estan )?(?:ard(?:e|en|iendo)|en llamas|en candela|prendid[oa] fuego))\b",
        r"(?:arde|ardiendo) (?:la|el|mi|un|una|tod[oa])|en llamas\b|"
        r"se (?:esta |estan )?incendi(?:a|an|o|ando)\b(?! (?:las redes|twitter|tiktok))",
        rf"{PLACE_AFIRE} (?:\w+ ){{0,4}}se (?:prendio|encendio)\b|"
        r"(?:fuego|candela|llamas?|incendio) (?:\w+ )?(?:viene|avanza|avanzando|llega|llego|acerca|"
        r"acercando|crece|creciendo|paso|se paso|no se apaga|va a llegar)|"
        r"(?:vela|cigarro|plancha|cohete|fogata) (?:\w+ ){0,2}(?:quem|prend|incend)\w+ (?:la|el|mi|una)|"
        r"quem\w+ (?:pasto|basura|llantas|rastrojo|maleza) y|humo negro|humo (?:\w+ )?(?:sale|saliendo)|"
        r"(?:prend|agarr|cog)(?:io|o|ieron|aron|iendo|e) (?:\w+ )?(?:fuego|candela)|"
        r"se (?:prendio|encendio|prendieron) (?:la|el|mi|un|una) (?:\w+ )?(?:cocina|casa|cortina|"
        r"colchon|cama|chacra|balon|techo|carro|moto|cable|poste|pasto|ropa|estera)|"
        r"(?:no (?:puedo|podemos|se) (?:como )?apagar\w*(?: (?:el|la|lo))?(?: fuego| candela| llamas|$))",
        r"(?:hay|sale|salen) (?:un |una |mucho |mucha |bastante |gran |harto |tanto )?(?:fuego|candela|"
        r"llamas|humo)\b(?! (?:blanco|artificial\w*))(?= (?:en|y|de|por|del|a|al|negro|no)\b|$)",
        r"(?:llam\w+|necesito|necesitamos|manden|vengan|urgente) (?:a )?(?:los )?bomberos|"
        r"^(?:los )?bomberos(?: (?:por favor|ayuda|urgente))*$|(?:numero|telefono) de (?:los )?bomberos",
        rf"(?:hay|viene|vienen|entro|estamos) (?:\w+ )?{_SLIDE}\b(?! de (?:noticias|ofertas))|"
        rf"{_SLIDE}\b.*\b(?:atrapad[oa]s?|ayuda|estamos|casa|llevando|llevo|viene|baja|bajando)|"
        rf"(?:baja|bajando|cayendo|bajo) (?:el|un) {_SLIDE}|^{_SLIDE}(?: ayuda| en \w+)*$",
        r"(?:cay|baj|vien|vino|sigue)\w* (?:\w+ ){0,2}(?:lodo|piedras|barro|rocas)\b|"
        r"(?:rio|agua|lluvia|mar|laguna) (?:\w+ ){0,2}(?:(?:se )?(?:desbord\w+|salio|metio|metiendo|"
        r"entro|entrando|lleva|llevo)|esta entrando|crecio|esta creciendo|subio)(?! (?:a la web|de precio|el precio|su precio|100|la tarifa))\b|"
        r"se (?:desbordo|salio) (?:el|la) (?:rio|laguna|canal|quebrada|acequia)|"
        r"se (?:me |nos )?(?:esta )?inund(?:o|a|ando|aron)\b|estamos inundad[oa]s|(?:mi|la|nuestra) "
        r"casa (?:esta )?inundad[oa]|agua hasta (?:el|la|los) (?:cuello|pecho|cintura|techo|rodillas?)",
        r"estamos (?:en el techo|aislad[oa]s)|(?:estoy|estamos|estan|esta|quedo|quedamos|quedaron|hay|"
        r"gente|personas?|ninos?) (?:\w+ ){0,2}atrapad[oa]s?\b",
        r"(?:fuga|escape) de gas\b(?! (?:invernadero|natural vehicular))|"
        r"(?:huele|olor|oliendo|apesta) (?:\w+ )?a gas|"
        r"balon (?:de gas )?(?:esta )?(?:bota|botando|fug\w+|silb\w+|se abrio|explot\w+)|"
        r"sale gas|(?:bota|botando) gas",
        r"(?:va a|por) explotar (?:el|la) (?:balon|tanque|grifo)|explot(?:o|aron|ando) "
        r"(?:un|el|la|una|mi) (?:\w+ )?(?:balon|tanque|bomba|cocina|grifo|transformador|granada|"
        r"pirotecnico|fabrica|horno)|(?:hubo|fue) una explosion",
        r"(?:derrumb|desplom|colaps|cay|vin|vinien|caye|cae|viene)\w* ?(?:abajo|encima)? ?"
        r"(?:la|mi|una|el|un|nuestra) (?:casa|techo|pared|cerro|puente|muro|edificio|colegio|aula)\b"
        r"(?! (?:de )?(?:jaja|economica))|"
        r"(?:casa|techo|pared|cerro|puente|muro|edificio|colegio|aula) (?:\w+ ){0,3}"
        r"(?:se (?:esta )?(?:derrumb\w+|cay\w+|vin\w+ abajo|viniendo abajo|desplom\w+)|colaps\w+)",
        r"(?:cable|poste) (?:\w+ ){0,5}(?:caido|chispas|chispeando|suelto|se cayo|cayo (?:sobre|en|encima))|"
        r"revent(?:o|aron|ando) (?:\w+ ){0,2}(?:balon|tanque|grifo|represa|cohete|pirotecnico)|echando chispas|"
        r"(?:hay|viene|alerta de) (?:un )?(?:tsunami|maremoto)",
        r"(?:hay|ay|esta habiendo) (?:un )?(?:temblor|terremoto|sismo)\b|^(?:temblor|terremoto|huaico|"
        r"huayco)$|esta temblando (?:fuerte|la tierra|todo|feo)",
        rf"(?:incendio|fuego|candela) (?:\w+ ){{0,2}}(?:en|de|cerca de|al lado de|junto a) {_OWN}\b",
    ),
}
TOLD: Patterns = {
    "fire": (
        r"(?:hay|ay) (?:\w+ )?incendios?\b|(?:vino|cayo|hubo) (?:\w+ )?"
        rf"{_SLIDE}|hubo (?:un )?(?:temblor|terremoto|sismo)\b",
    ),
}
NAMED: Patterns = {"fire": (r"(?<!contra )(?<!el )(?<!los )(?<!del )incendios?\b",)}
