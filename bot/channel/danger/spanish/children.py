"""What is done to children and by pictures: touching, forced acts, strangers online, extortion."""

from __future__ import annotations

from bot.channel.danger.language import Patterns
from bot.channel.danger.spanish.words import ELDER, KIN, PARTNER

_PART = (
    r"(?:mis|las|los|la|el|abajo|ahi|partes?|pechos?|senos?|piernas?|poto|trasero|cuerpo|feo|raro|"
    r"pierna|vagina|pene|nalgas?|y no|y tengo|y me|sin mi|cuando|de noche|todo)"
)
_NUDE = (
    r"(?:intim[oa]s?|desnud[oa]s?|sin ropa|calat[oa]s?|porno\w*|hot|sexual\w*|en ropa interior|"
    r"en bikini|en traje de bano|de mi cuerpo|de mis partes|sin polo|en calzon|banandome)"
)
_ONLINE = (
    r"(?:free fire|roblox|minecraft|instagram|insta|facebook|face|tiktok|whatsapp|wsp|discord|"
    r"telegram|snapchat|juego|internet|linea|online|redes|chat|messenger|webcam|videollamada|grupo)"
)
_ASKS = (
    r"(?:vernos|verme|que (?:nos )?(?:veamos|encontremos|conozcamos)|conocerme|encontrarnos|"
    r"a solas|solos|solita|no le (?:cuente|diga|avise)\w*|secreto|camara|"
    r"(?:mande|envie|pase|mandar|enviar|pasar)\w* (?:\w+ ){0,2}(?:fotos?|videos?|pack)|"
    r"saque la ropa|quite la ropa|desnud\w+|ir a su casa|recoger(?:me)?|"
    r"(?:su|de) (?:enamorada|novia)|besos?|sexo|cosas (?:feas|raras|cochinas|sexuales)|manda fotos|"
    r"fotos mias)"
)
_FORCED = (
    r"(?:(?:mand|envi|pas|tomar)\w* (?:\w+ ){0,2}(?:fotos?|videos?|pack)|ten\w+ (?:relaciones|"
    r"sexo)|(?:hac\w+|hag\w+) (?:cosas|eso|el amor)|acost\w+|toc\w+|desnud\w+|bes\w+|prostitu\w+|"
    r"casarme|vender|quit\w+ la ropa|sac\w+ la ropa|abort\w+|ver(?:lo|me|se)? desnud\w*|"
    r"mirar(?:lo|me)? desnud\w*|drog\w+|tom\w+ (?:pastillas|alcohol)|"
    r"trabaj\w+ (?:gratis|sin (?:pago|pagar\w*|descanso)|de noche))"
)

NEAR: Patterns = {
    "violence": (
        rf"me (?:toca|tocaba|toco|besa|beso|manosea) (?:mi|un|el) {ELDER}\b(?! (?:el|la|de|un|"
        r"una)\b)",
        r"(?:me|le|les|nos) (?:ha |esta )?(?:hac|has|as|iso|hiso|hizo|hecho)\w* (?:unas |esas |"
        r"muchas )?cosas (?:feas|malas|raras|sucias|cochinas|de grandes|que no me gust\w+)\b",
        r"(?:agarra|agarro|toca|toco|acaricia|acaricio) (?:la|mi|mis|las) (?:piernas?|pechos?|"
        r"senos?|nalgas?|poto|trasero|partes)|me ve (?:raro|feo|con morbo)",
        r"ofrec\w+ (?:plata|dinero|regalos|recargas?) (?:\w+ ){0,3}(?:fotos?|videos?)|"
        r"me escrib\w+ cosas (?:feas|raras|sucias|cochinas|sexuales|obscenas)",
        r"ofrec\w+ (?:plata|dinero|dulces|regalos) (?:\w+ ){0,12}(?:cuarto|casa|hotel|carro)\b",
        r"(?:hombre|senor|desconocid[oa]|adulto|viejo|tipo) (?:\w+ ){0,3}(?:pide|quiere|"
        r"dice) (?:que (?:me |nos )?(?:encuentre|encontremos|vea|veamos|vaya)|verme|vernos|"
        r"conocerme)|se (?:esta )?toca(?:ndo)? (?:frente|delante|afuera|"
        r"en el (?:bus|micro|carro|parque))",
        rf"{ELDER} (?:\w+ ){{0,6}}(?:me|le|nos) (?:pide|pidio|esta pidiendo) que le (?:mande|envie|"
        r"pase) (?:\w+ )?(?:fotos?|videos?)\b(?! (?:de|del) (?:la |mi |el |los |las )?(?:tarea|"
        r"trabajo|cuaderno|dni|examen|ejercicio|libro|leccion)\w*)",
        r"^(?=.*\b(?:tengo (?:[5-9]|1[0-7])\b|menor de edad|cole|colegio|salida|"
        r"nina))(?=.*\b(?:senor|hombre|viejo|tipo|man|sujeto|desconocido|adulto|taxista|"
        r"mototaxista)\b.*\bme (?:espera|regala|ofrece|invita|sigue|busca|lleva|mira|toca|abraza|"
        r"dice cosas)\b)",
        rf"{KIN} (?:\w+ ){{0,2}}(?:me|la|lo|le) (?:esta )?(?:toca|tocaba|toco|tocando|besa|beso|"
        r"besaba|acaricia|acaricio|acariciaba|manose\w+)\b(?! (?:la (?:puerta|guitarra|mejilla|"
        r"frente|bendicion)|el (?:piano|timbre)|en la (?:frente|"
        r"mejilla)|una cancion|exponer|hoy|manana|\w+[aei]r\b))",
        rf"me (?:esta )?toc(?:o|a|aba|aban|aron|an|ando) (?:\w+ )?{_PART}\b(?! (?:curso|tema|clase|"
        r"turno|puerta|trabajo|lunes|viernes))|y me (?:toco|toca|tocaba)$|^me (?:toco|toca|"
        r"tocaron)$",
        rf"{ELDER} (?:\w+ ){{0,3}}me (?:espia|ve desnuda|mira (?:cuando|mientras|raro|banan\w+)|"
        r"abraza (?:raro|feo)|desnuda|ensena (?:sus|su)|muestra (?:sus|su)|manda fotos|pide fotos|"
        r"pide besos|hace cosas|persigue|hizo cosas)|me (?:hace|hizo|hacia) cosas (?:feas|malas|"
        rf"raras)|(?:{ELDER}|espos[oa]|marido) (?:\w+ ){{0,5}}(?:cuando|mientras) me (?:bano|ducho|"
        r"cambio|duermo|visto)|me (?:mete|metio|metia|meten) (?:la )?mano|met\w+ la mano (?:en|"
        r"por|debajo|dentro)|(?:fotos|videos?) de su (?:cosa|parte|partes|miembro|pene)",
        r"(?:ensen|mostr|muestr)\w+ (?:\w+ )?(?:su|sus) (?:parte|partes|pene|genitales|cosa|"
        r"miembro|organo)|se masturb\w+|se baj\w+ (?:el|los) (?:pantalon|pantalones|"
        r"calzoncillo)|(?:me )?(?:ve|vio|espia\w*|graba|grabo|filma) (?:en el bano|desnud[oa]|"
        r"banandome|mientras me bano|cuando me (?:bano|cambio))",
        r"(?:me|le|nos) (?:esta )?pid(?:e|en|io|ieron) (?:\w+ ){0,5}(?:fotos?|"
        rf"videos?) (?:\w+ )?(?:{_NUDE}|mias?\b)|(?:me|le) (?:esta )?pid(?:e|io|"
        r"en) (?:que le (?:mande|envie|pase) )?(?:mas |mi |el |una )?(?:fotos?|pack|nudes|"
        rf"packs)$|(?:mi|el|pide) (?:pack|nudes)\b|manda (?:fotos|videos) {_NUDE}|(?:mis|mi|me|nos|"
        rf"le) (?:\w+ ){{0,3}}(?:fotos?|videos?) {_NUDE}",
        rf"(?:tom|grab|film)(?:o|aron|ando) (?:\w+ ){{0,2}}{_NUDE}|"
        r"(?:va a|van a|quiere|dice que|amenaza\w* con) (?:public|difund|sub|mostr|pas|mand|"
        r"envi)\w+ mis? (?:fotos?|videos?)|(?:public|difund|sub)\w+ mis? (?:fotos?|"
        r"videos?) sin|si no (?:le |les )?(?:mando|envio|paso) (?:\w+ ){0,3}(?:fotos?|videos?|"
        rf"plata)|(?:{PARTNER}|alguien|un chico|un hombre) (?:\w+ ){{0,2}}(?:public|difund|sub|"
        r"filtr)\w+ mis? (?:fotos?|videos?)|(?:tiene|tienen) (?:fotos|videos) (?:mi[oa]s|de mi)\b",
        rf"(?:me|la|lo|nos) (?:oblig|forz|fuerz)(?:a|o|an|aron|aba|ando) (?:a )?{_FORCED}",
        rf"^(?=.*\b{ELDER}\b|.*\b(?:alguien|desconocido|chico|man)\b|.*\bde "
        rf"[2-6]\d\b)(?=.*\b{_ONLINE}\b)(?=.*\b(?:me|nos)\b)(?=.*\b{_ASKS}\b)",
        r"(?:dic|dij|pid)\w+ que (?:yo )?no (?:le |les )?(?:cuente|diga|avise|"
        r"hable)\w* (?:\w+ )?a (?:nadie|mi|mis)|(?:dice|quiere|pide|dijo) que (?:me|se) (?:saque|"
        r"quite|desnude|saque) ?(?:la ropa|el polo)?",
        rf"^tengo (?:[5-9]|1[0-7]) (?:anos )?(?:y )?mi {ELDER}(?: me)?$",
        r"tengo (?:[5-9]|1[0-7]) .*(?:enamorado|novio|pareja|hombre|senor|chico) (?:\w+ )?(?:tiene|"
        r"de) (?:2[2-9]|[3-6]\d)\b|embarazada (?:\w+ )?de mi (?:tio|papa|padrastro|abuelo|primo|"
        r"hermano|profe\w*)",
    ),
}
