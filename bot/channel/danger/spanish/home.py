"""Violence by someone known, and what is done to children: line 100."""

from __future__ import annotations

from bot.channel.danger.language import Patterns
from bot.channel.danger.spanish.words import (
    CHILD,
    ELDER,
    FAMILY,
    GO,
    IS,
    KIN,
    MACHINE,
    ONE,
    PARENT,
    PARTNER,
    WEAPON,
)

_PART = (
    r"(?:mis|las|los|la|el|abajo|ahi|partes?|pechos?|senos?|piernas?|poto|trasero|cuerpo|feo|raro|"
    r"pierna|vagina|pene|nalgas?|y no|y tengo|y me|sin mi|cuando|de noche|todo)"
)
_NUDE = (
    r"(?:intim[oa]s?|desnud[oa]s?|sin ropa|calat[oa]s?|porno\w*|hot|sexual\w*|en ropa interior|"
    r"de mi cuerpo|de mis partes|sin polo|en calzon|banandome)"
)
_ONLINE = (
    r"(?:free fire|roblox|minecraft|instagram|insta|facebook|face|tiktok|whatsapp|wsp|discord|"
    r"telegram|snapchat|juego|internet|linea|online|redes|chat|messenger|webcam|videollamada|grupo)"
)
_ASKS = (
    r"(?:vernos|verme|que (?:nos )?(?:veamos|encontremos|conozcamos)|conocerme|encontrarnos|a solas|"
    r"solos|solita|no le (?:cuente|diga|avise)\w*|secreto|camara|(?:mande|envie|pase|mandar|enviar|"
    r"pasar)\w* (?:\w+ ){0,2}(?:fotos?|videos?|pack)|saque la ropa|quite la ropa|desnud\w+|"
    r"ir a su casa|recoger(?:me)?|(?:su|de) (?:enamorada|novia)|besos?|sexo|"
    r"cosas (?:feas|raras|cochinas|sexuales)|manda fotos|fotos mias)"
)
_FORCED = (
    r"(?:(?:mand|envi|pas|tomar)\w* (?:\w+ ){0,2}(?:fotos?|videos?|pack)|ten\w+ (?:relaciones|sexo)|"
    r"(?:hac\w+|hag\w+) (?:cosas|eso|el amor)|acost\w+|toc\w+|desnud\w+|bes\w+|prostitu\w+|"
    r"casarme|vender|quit\w+ la ropa|sac\w+ la ropa|abort\w+|drog\w+|tom\w+ (?:pastillas|alcohol)|"
    r"trabaj\w+ (?:gratis|sin (?:pago|pagar\w*|descanso)|de noche))"
)

NEAR: Patterns = {
    "violence": (
        rf"(?:me|nos|le|les|te) {IS}(?:peg(?:a|an|o|aron|aba|aban|ando|arme|arle|ar|ue)|pegandome)\b"
        r"(?! (?:el|la|los|las) (?!dos|tres)\w+ (?:en|con) )",
        rf"{KIN} (?:\w+ ){{0,3}}(?:lo|la|los|las) {IS}peg(?:a|o|aba|ando)\b|(?:lo|la) pegaron\b",
        rf"pega(?:n|ndo|ba|ron|r)? (?:mucho |siempre |duro )?a (?:mi|su|sus|mis|un|una|los|las) "
        rf"(?:\w+ )?{KIN}|le pego a mi (?:mujer|esposa|pareja|hij)|pegando a (?:mi|su|un|una)",
        rf"{ONE} {IS}(?:golpe|pate|ahorc|estrangul|maltrat|abofete|cachete|jalone|apret\w+ el "
        rf"cuello|tortur|arrastr|empuj|escup)(?:a|an|o|aron|aba|aban|ando|ar|ea|eo|ean|earon|eando)\b"
        r"(?! (?:a (?:\w+r|aprender|seguir)|la crisis|el mar|el rio|la corriente))",
        r"(?:estan|esta) (?:pegando|golpeando|pateando|ahorcando|maltratando) a\b",
        rf"(?:golpe|maltrat|pate)(?:a|an|o|aron|aba) a (?:mi|su|sus|mis|una?|los|las) (?:\w+ )?{KIN}",
        rf"{ONE} (?:\w+ ){{1,5}}a (?:golpes|patadas|correazos|palazos|latigazos|punetes)\b|"
        r"(?:castig\w+|dan?|dio|dieron|daba|tir\w+|meti\w+) (?:\w+ ){0,3}(?:correa|cable|chicote|fuete|"
        r"ortiga|palo|latigo|golpiza|paliza|tunda|correazos?|latigazos?|cachetadas?|punetes?|"
        r"punetazos?|patadas|bofetadas?|palazos?|lapo|lapos)\b",
        r"(?:me|la|lo|nos) (?:\w+ )?(?:agarr|cogi|coge|cogio|jal|tom)\w* (?:\w+ )?(?:del|de la|el|por el) "
        r"(?:cuello|garganta|pelo|cabello|pescuezo)|me (?:tir|avent|lanz|estrell)\w+ (?:\w+ )?(?:al|contra|"
        r"por) (?:el |la )?(?:suelo|piso|pared|escalera)|(?:me|nos|le|la|lo) sac(?:a|o|an|aron) la "
        r"(?:mugre|mierda|cresta|chochoca|ctm|m|entre)\b|(?:azot)(?:a|o|an|aron) (?:a |con )|"
        r"dej(?:e|a|ar|en|ara) de (?:pegar|golpear|maltratar|abusar|amenazar|molestar|tocar)(?:me|nos|le)|"
        rf"{PARTNER} (?:\w+ ){{0,5}}(?:pate|tumb|romp|golpe|forz)\w+ (?:la|mi) puerta|"
        r"(?:grit\w+|insult\w+) y (?:romp|tir|golpe|pate)\w+",
        r"me (?:quema|quemo|quemaba|quemaron) (?:con|la mano|el brazo|a proposito)|moretones|"
        r"me dejo (?:\w+ )?(?:ojo|morad[oa]|marcas)|(?:lleg|vien)\w+ (?:\w+ )?"
        r"(?:borracho|tomado|ebrio|mareado|picado) (?:\w+ ){0,4}(?:tengo miedo|romp|grit|bota|insult|"
        r"peg|nos |me |le |la )|(?:esta )?rompiendo (?:todo|las cosas|mis cosas|cosas|la casa)",
        rf"{ONE} {IS}(?:viol(?:o|a|aron|an|ando|ado|ar|arme)|abus(?:ando|aron|o|ar)(?= de| sex|$))\b"
        r"(?! (?:la|las|los|el|mis) (?:ley|derech|norm))|"
        rf"{ONE} quier(?:e|en) violar|fui (?:violad|abusad)[oa]|intent\w+ (?:violar|abusar)|"
        r"(?:quiso|quiere|quieren) (?:violar|abusar)|(?:trato|tratan) de (?:violar|abusar|tocar)",
        r"abus(?:o|a|aron|an|ando|aba|ar) (?:sexualmente )?de (?:mi|ella|el|una?|mis|su|nosotr[oa]s)\b",
        r"(?:relaciones|sexo) (?:a la fuerza|sin que yo|obligad[oa]|sin mi consent\w+)|me drog(?:o|aron)|"
        r"(?:puso|pusieron|echo|echaron) algo (?:a|en) (?:mi|la) (?:bebida|trago|vaso|gaseosa)",
        rf"(?:me|la|lo|nos|te|le) (?:quieren?|{GO}|quiso|juro que va a) (?:matar|hacer dano|golpear|"
        r"pegar|quemar|cortar la cara)\b|dice que me (?:mata|va a matar|matara)|"
        rf"{PARTNER} (?:\w+ ){{0,3}}me (?:mata|matara) (?:si|cuando)|si (?:lo|la) dejo (?:me|se) mata|"
        r"si (?:yo )?(?:\w+ ){0,3}(?:termino|dejo|hablo|cuento|denuncio|separo|voy|aviso|niego) "
        r"(?:\w+ ){0,4}(?:me|nos) (?:va a )?(?:mata|matar|echa|quema|quemar|corta|desaparec\w+|pega|pegar|"
        r"bota|arrepentir)\b",
        r"^(?=.*\b(?:tengo (?:[5-9]|1[0-7])\b|menor de edad|cole|colegio|salida|nina))"
        r"(?=.*\b(?:senor|hombre|viejo|tipo|man|sujeto|desconocido|adulto|taxista|mototaxista)\b"
        r".*\bme (?:espera|regala|ofrece|invita|sigue|busca|lleva|mira|toca|abraza|dice cosas)\b)",
        r"(?:quiere|quieren|pide|dice) que (?:me|se|nos) acuest\w+|acost\w+ (?:conmigo|con el|con mi)|"
        r"me (?:forz(?:o|aron)|violento)\b",
        rf"{KIN} (?:\w+ ){{0,2}}(?:me|la|lo|le) (?:esta )?(?:toca|tocaba|toco|tocando|besa|beso|besaba|"
        r"acaricia|acaricio|acariciaba|manose\w+)\b"
        r"(?! (?:la (?:puerta|guitarra|mejilla|frente|bendicion)|el (?:piano|timbre)|en la (?:frente|"
        r"mejilla)|una cancion|exponer|hoy|manana|\w+[aei]r\b))",
        rf"me (?:esta )?toc(?:o|a|aba|aban|aron|an|ando) (?:\w+ )?{_PART}\b(?! (?:curso|tema|clase|"
        r"turno|puerta|trabajo|lunes|viernes))|y me (?:toco|toca|tocaba)$|^me (?:toco|toca|tocaron)$",
        rf"{ELDER} (?:\w+ ){{0,3}}me (?:espia|ve desnuda|mira (?:cuando|mientras|raro|banan\w+)|abraza "
        r"(?:raro|feo)|desnuda|ensena (?:sus|su)|muestra (?:sus|su)|manda fotos|pide fotos|pide besos|"
        r"hace cosas|persigue|hizo cosas)|me (?:hace|hizo|hacia) cosas (?:feas|malas|raras)|"
        rf"(?:{ELDER}|espos[oa]|marido) (?:\w+ ){{0,5}}(?:cuando|mientras) me (?:bano|ducho|cambio|duermo|"
        r"visto)|me (?:mete|metio|metia|meten) (?:la )?mano|met\w+ la mano (?:en|por|debajo|dentro)|"
        r"(?:fotos|videos?) de su (?:cosa|parte|partes|miembro|pene)",
        r"(?:ensen|mostr|muestr)\w+ (?:\w+ )?(?:su|sus) (?:parte|partes|pene|genitales|cosa)|"
        r"se masturb\w+|se baj\w+ (?:el|los) (?:pantalon|pantalones|calzoncillo)|"
        r"(?:me )?(?:ve|vio|espia\w*|graba|grabo|filma) (?:en el bano|desnud[oa]|banandome|mientras me "
        r"bano|cuando me (?:bano|cambio))",
        rf"(?:se )?(?:met|entr|vien)(?:e|io|ia|o|a|aba) (?:a|en) mi (?:cuarto|cama|habitacion)\b"
        r"(?! (?:el (?:gato|perro|sol|agua|frio)|un (?:gato|perro|raton|virus)))|"
        rf"(?:se metio|entro|entraba) (?:\w+ )?a mi (?:cuarto|cama)",
        r"(?:me|nos|la|lo) (?:esta |estan |sigue |ha )?(?:manosea|acosa|acose|amenaza|encierra|"
        r"chantajea|humilla)\w*|(?:me|la|lo|nos) (?:encerro|manoseo|acoso|amenazo|humillo)\b|chantaje",
        r"(?:me|la|lo|nos|les) (?:tiene|tienen|tenia|deja|dejan|dejo|dejaron) (?:encerrad|amarrad|atad)[oa]s?|"
        rf"{CHILD} (?:\w+ ){{0,3}}(?:amarrad|encerrad|maltratad|golpead)[oa]s?",
        r"no (?:me|la|lo|nos) dejan? (?:comer|salir|ir|irme|irnos|regresar)\b"
        r"(?! (?:a (?:jugar|la (?:calle|fiesta)|\w+r)|con|de noche|hasta|los|las|al (?:cine|parque)|"
        r"dulces|golosinas|en paz)\b)(?! sola?(?:s)? a)"
        rf"(?! (?:de|del) (?:la |el |mi |una? )?(?:{MACHINE}|sesion|menu|grupo))",
        rf"{PARTNER} (?:\w+ ){{0,2}}(?:no me deja|me (?:prohibe|controla|insulta|grita|cela|revisa|"
        r"vigila|desprecia))\b",
        rf"{PARENT} (?:\w+ ){{0,2}}me (?:insulta|bota de|boto de|quema|encierra|deja sin comer)",
        rf"(?:tengo|tenemos|da|vivo con|con) (?:mucho )?miedo (?:a|de|que) (?:mi|su|que mi|me|nos) ?"
        rf"(?:{KIN}|mate|pegue|haga|encuentre|viole)|tengo miedo (?:en|de estar en|de volver a|de "
        r"regresar a) mi casa",
        rf"(?:me|le|nos) (?:esta )?pid(?:e|en|io|ieron) (?:\w+ ){{0,5}}(?:fotos?|videos?) (?:\w+ )?"
        rf"(?:{_NUDE}|mias?\b)|(?:me|le) (?:esta )?pid(?:e|io|en) (?:que le (?:mande|envie|pase) )?"
        r"(?:mas |mi |el |una )?(?:fotos?|pack|nudes|packs)$|(?:mi|el|pide) (?:pack|nudes)\b|"
        rf"manda (?:fotos|videos) {_NUDE}|(?:fotos|videos) {_NUDE}",
        rf"(?:tom|grab|film)(?:o|aron|ando) (?:\w+ ){{0,2}}{_NUDE}|"
        r"(?:va a|van a|quiere|dice que|amenaza\w* con) (?:public|difund|sub|mostr|pas|mand|envi)\w+ mis? "
        r"(?:fotos?|videos?)|(?:public|difund|sub)\w+ mis? (?:fotos?|videos?) sin|si no (?:le |les )?"
        r"(?:mando|envio|paso) (?:\w+ ){0,3}(?:fotos?|videos?|plata)|"
        rf"(?:{PARTNER}|alguien|un chico|un hombre) (?:\w+ ){{0,2}}(?:public|difund|sub|filtr)\w+ mis? "
        r"(?:fotos?|videos?)|"
        r"(?:tiene|tienen) (?:fotos|videos) (?:mi[oa]s|de mi)\b",
        rf"(?:me|la|lo|nos) (?:oblig|forz|fuerz)(?:a|o|an|aron|aba|ando) (?:a )?{_FORCED}",
        rf"^(?=.*\b{ELDER}\b|.*\b(?:alguien|desconocido|chico|man)\b|.*\bde [2-6]\d\b)"
        rf"(?=.*\b{_ONLINE}\b)(?=.*\b(?:me|nos)\b)(?=.*\b{_ASKS}\b)",
        r"(?:dic|dij|pid)\w+ que (?:yo )?no (?:le |les )?(?:cuente|diga|avise|hable)\w* "
        r"(?:\w+ )?a (?:nadie|mi|mis)|"
        r"(?:dice|quiere|pide|dijo) que (?:me|se) (?:saque|quite|desnude|saque) ?(?:la ropa|el polo)?",
        rf"^tengo (?:[5-9]|1[0-7]) (?:anos )?(?:y )?mi {ELDER}(?: me)?$",
        rf"tengo (?:[5-9]|1[0-7]) .*(?:enamorado|novio|pareja|hombre|senor|chico) (?:\w+ )?"
        r"(?:tiene|de) (?:2[2-9]|[3-6]\d)\b|embarazada (?:\w+ )?de mi (?:tio|papa|padrastro|abuelo|"
        r"primo|hermano|profe\w*)",
        rf"{PARTNER} (?:\w+ ){{0,6}}(?:con|tiene|saco|agarro|compro) (?:un |una |su |el |la )?{WEAPON}",
        rf"{PARTNER} (?:\w+ ){{0,2}}me (?:sigue|persigue|espera|busca|esta esperando) ?(?:afuera|con|"
        r"para|en la|$)",
        r"(?:me|la|nos) quieren? casar\b|casarme (?:a la fuerza|obligada|con un)|"
        r"(?:me|nos) (?:trajeron|llevaron) (?:\w+ ){0,8}no me (?:dejan|pagan)|"
        r"(?:me|nos) (?:vende|venden|prostitu\w+)|vender mi cuerpo",
        r"sig(?:ue|uen) (?:peg|golpe|pate|maltrat)\w+|victima de (?:violencia|maltrato|violacion|abuso)|"
        r"(?:sufro|vivo|hay) (?:mucha |mucho |de )?(?:violencia|maltrato)\w*(?: familiar)? ?(?:en mi|$)|"
        r"sufro (?:de )?(?:violencia|maltrato|abuso)",
        r"me jal(?:a|o|an|oneo|onea)(?: \w+)? ?(?:el|del|los|de los|mi) (?:pelo|cabello|brazo|pelos)",
        r"(?:me|le|nos) hac\w+ (?:mucho )?(?:bulyin\w*|bullyin\w*|bulin|bulling)\b|"
        r"(?:me|nos) (?:bot(?:o|aron)|esta botando) de (?:la|mi) casa|"
        r"me (?:dice|manda) (?:mensajes |cosas )(?:feas|feos|obscen\w+|cochin\w+|sexuales|morbos\w+)",
        r"linea 100$|donde (?:puedo )?denunci(?:o|ar)\b"
        r"(?: (?:violencia|maltrato|abuso|a mi \w+|una? \w+))?$|"
        r"(?:telefono|numero) de (?:la )?linea 100|quiero denunciar (?:a mi|violencia|maltrato|abuso)",
    ),
}
TOLD: Patterns = {
    "violence": (
        rf"{KIN} (?:\w+ ){{0,3}}(?:viol(?:o|aba)|abus(?:o|a|aba) (?:sexualmente )?de) (?:a )?"
        rf"(?:su|una?|la|mi)|abuz\w+ de|viol(?:o|aron) a (?:mi|una?|su|la)\b",
        r"(?:escuch|oig|se oye)\w* (?:\w+ ){0,2}(?:gritos|gritar|gritando)|"
        r"(?:mujer|senora|vecina|nina|chica|nino) (?:\w+ ){0,3}(?:grit\w+|pid\w+ (?:auxilio|ayuda)|"
        r"llora\w* (?:mucho|toda))|"
        rf"(?:dejan?|dejo|dejaron|abandon\w+) (?:a )?(?:una?|sus?|los|las|la|el) (?:\w+ )?{CHILD} "
        r"(?:\w+ )?(?:sol[oa]s?|sin comer|encerrad|en la calle|abandonad)|abandonaron (?:a )?una? bebe",
    ),
}
NAMED: Patterns = {
    "violence": (
        r"violacion sexual|abus(?:o|ador) sexual|abuso (?:infantil|a menores)|acoso sexual|"
        r"pornografia infantil|trata de personas|feminicidio|violencia (?:familiar|domestica)",
    ),
}
assert FAMILY
