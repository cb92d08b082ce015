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

NEAR: Patterns = {
    "violence": (
        rf"me (?:sigue|persigue|acosa|espera|busca) mi {PARTNER}\b(?! en (?:insta|face|tik))",
        r"(?:se )?(?:escuchan|oyen|escucho|oigo) (?:\w+ ){0,3}(?:golpes|gritos|llanto)|"
        rf"{FAMILY} (?:\w+ ){{0,3}}(?:lastim|hac\w+ dano)\w* a (?:mi|su|una?|la|el)|"
        r"(?:estan?|esta) lastimando|(?:me|le) (?:hace|hizo|hacen|hacia) (?:cosas|"
        r"algo) (?:que no quiero|malo|mal|feo|raro)|(?:aguanto|soporto) (?:mas )?(?:los|"
        r"sus) golpes|(?:escondid[oa]|me escondi|escondiendome) (?:\w+ ){0,4}(?:de mi|porque|"
        r"papa|espos\w+|pareja|mama|padrastro)|encerrad[oa] y no puedo salir|quiere matar a mi|"
        r"(?:mi|me) (?:\w+ )?me jala (?:y|del|de)|denunci(?:ar|o) (?:un abuso|una violacion|"
        r"que me toc\w+|maltrato|abusos)|violencia (?:familiar )?(?:llamo|a donde)|(?:llamo|linea|"
        r"numero|telefono) (?:\w+ )?(?:por|contra|de) (?:la )?violencia",
        rf"{PARENT} (?:\w+ ){{0,6}}(?:con|tiene|saco|agarro) (?:un |una |su |el )?{WEAPON}",
        rf"(?:me|nos|le|les|te) {IS}(?:peg(?:a|an|o|aron|aba|aban|ando|arme|arle|ar|ue)|"
        r"pegandome)\b(?! (?:el|la|los|las) (?!dos|tres)\w+ (?:en|con) )",
        rf"{KIN} (?:\w+ ){{0,3}}(?:lo|la|los|las) {IS}peg(?:a|o|aba|ando)\b|(?:lo|la) pegaron\b",
        r"pega(?:n|ndo|ba|ron|r)? (?:mucho |siempre |duro )?a (?:mi|su|sus|mis|un|una|los|"
        rf"las) (?:\w+ )?{KIN}|le pego a mi (?:mujer|esposa|pareja|hij)|pegando a (?:mi|su|un|una)",
        rf"{ONE} {IS}(?:golpe|pate|ahorc|estrangul|maltrat|abofete|cachete|jalone|"
        r"apret\w+ el cuello|tortur|arrastr|empuj|escup)(?:a|an|o|aron|aba|aban|ando|ar|ea|eo|ean|"
        r"earon|eando)\b(?! (?:a (?:\w+r|aprender|seguir)|la crisis|el mar|el rio|la corriente))",
        r"(?:estan|esta) (?:pegando|golpeando|pateando|ahorcando|maltratando) a\b",
        r"(?:golpe|maltrat|pate)(?:a|an|o|aron|aba) a (?:mi|su|sus|mis|una?|los|"
        rf"las) (?:\w+ )?{KIN}",
        rf"{ONE} (?:\w+ ){{1,5}}a (?:golpes|patadas|correazos|palazos|latigazos|punetes)\b|"
        r"(?:castig\w+|dan?|dio|dieron|daba|tir\w+|meti\w+) (?:\w+ ){0,3}(?:correa|cable|"
        r"chicote|fuete|ortiga|palo|latigo|golpiza|paliza|tunda|correazos?|latigazos?|cachetadas?|"
        r"punetes?|punetazos?|patadas|bofetadas?|palazos?|lapo|lapos)\b",
        r"(?:me|la|lo|nos) (?:\w+ )?(?:agarr|cogi|coge|cogio|jal|tom)\w* (?:\w+ )?(?:del|de la|el|"
        r"por el) (?:cuello|garganta|pelo|cabello|pescuezo)|me (?:tir|avent|lanz|"
        r"estrell)\w+ (?:\w+ )?(?:al|contra|por) (?:el |la )?(?:suelo|piso|pared|escalera)|(?:me|"
        r"nos|le|la|lo) sac(?:a|o|an|aron) la (?:mugre|mierda|cresta|chochoca|ctm|m|"
        r"entre)\b|(?:azot)(?:a|o|an|aron) (?:a |con )|dej(?:e|a|ar|en|ara) de (?:pegar|golpear|"
        rf"maltratar|abusar|amenazar|molestar|tocar)(?:me|nos|le)|{PARTNER} (?:\w+ ){{0,5}}(?:pate|"
        r"tumb|romp|golpe|forz)\w+ (?:la|mi) puerta|(?:grit\w+|insult\w+) y (?:romp|tir|golpe|"
        r"pate)\w+",
        r"me (?:quema|quemo|quemaba|quemaron) (?:con|la mano|el brazo|a proposito)|moretones|"
        r"me dejo (?:\w+ )?(?:ojo|morad[oa]|marcas)|(?:lleg|vien)\w+ (?:\w+ )?(?:borracho|tomado|"
        r"ebrio|mareado|picado) (?:\w+ ){0,4}(?:tengo miedo|romp|grit|bota|insult|peg|nos |me |le |"
        r"la )|(?:esta )?rompiendo (?:todo|las cosas|mis cosas|cosas|la casa)",
        rf"{ONE} {IS}(?:viol(?:o|a|aron|an|ando|ado|ar|arme)|abus(?:ando|aron|o|ar)(?= de| sex|"
        rf"$))\b(?! (?:la|las|los|el|mis) (?:ley|derech|norm))|{ONE} quier(?:e|en) violar|"
        r"fui (?:violad|abusad)[oa]|intent\w+ (?:violar|abusar)|"
        r"(?:quiso|quiere|quieren) (?:violar|abusar)|(?:trato|tratan) de (?:violar|abusar|tocar)",
        r"abus(?:o|a|aron|an|ando|aba|ar) (?:sexualmente )?de (?:mi|ella|el|una?|mis|su|"
        r"nosotr[oa]s)\b",
        r"(?:relaciones|sexo) (?:a la fuerza|sin que yo|obligad[oa]|sin mi consent\w+)|"
        r"me drog(?:o|aron)|(?:puso|pusieron|echo|echaron) algo (?:a|en) (?:mi|la) (?:bebida|trago|"
        r"vaso|gaseosa)",
        rf"(?:me|la|lo|nos|te|le) (?:quieren?|{GO}|quiso|juro que va a) (?:matar|hacer dano|"
        r"golpear|pegar|quemar|cortar la cara)\b|dice que me (?:mata|va a matar|"
        rf"matara)|{PARTNER} (?:\w+ ){{0,3}}me (?:mata|matara) (?:si|cuando)|si (?:lo|"
        r"la) dejo (?:me|se) mata|(?:boto|tiro|avento|lanzo|aventaba|tira) (?:un|una|el|la|los|"
        r"cosas) ?(?:\w+ )?(?:en la cara|encima|a la cabeza|en la cabeza|"
        rf"por la cabeza)|tocamientos|moret(?:on|ones)\b|{ELDER} (?:\w+ ){{0,3}}(?:toca|toco|"
        r"manosea|besa|abusa|molesta) a (?:las|los|una?|mi|mis|su|sus) (?:\w+ )?(?:nin|alumn|chic|"
        r"hij|herman|compan|prim|sobrin|niet)\w+|(?:me|la) (?:quieren|van a|quiere|"
        r"va a) (?:entregar|vender|regalar|llevar a la fuerza|casar|"
        rf"juntar)|{PARTNER} (?:\w+ )?es (?:muy |bien )?(?:violent|"
        r"agresiv)[oa]|a la fuerza\b(?! (?:laboral|aerea))",
        r"castig\w+ (?:\w+ ){0,2}(?:agua fria|sin comer|sin comida|arrodill\w+|desnud\w+|"
        r"con candado)|dej\w+ sin (?:comer|comida)|(?:toc|agarr|chup|bes)\w+ su (?:cosa|parte|"
        r"partes|miembro|pene)|bes(?:a|o|aba|arme) (?:\w+ )?(?:en la boca|a la fuerza|"
        rf"y me toca)|quiso besarme|(?:lo que|que) (?:mi |el |un )?{ELDER} me (?:hizo|hace|"
        r"hacia)|me siento sucia|me (?:roza|rozo|soba|sobo|frota|manose\w+)\b|(?:estoy|soy|"
        rf"que) (?:muy )?rica y me|{PARTNER} (?:\w+ ){{0,3}}me (?:quita (?:mi|la) (?:plata|dinero|"
        r"sueldo)|quito a mis hijos)|no me deja (?:trabajar|estudiar|hablar con|"
        rf"ver a mi)\b(?! (?:el|la) (?:ruido|sistema))|{KIN} (?:\w+ ){{0,2}}amenaz\w+ con|"
        r"amenaz\w+ (?:con|de) (?:\w+ )?(?:muerte|matar\w*|quitar\w*|golpear\w*|publicar|"
        r"hacer\w* dano)|(?:siendo|esta|fue|es) (?:\w+ )?(?:abusad|maltratad|golpead|acosad|"
        r"amenazad|violad|violentad)[oa]\b|(?:me|nos) (?:encerraron|grabaron|desnudaron|amarraron|"
        r"patearon)|(?:ofrec|d)\w+ (?:plata|dinero|dulces|regalos) (?:\w+ ){0,9}(?:ir|vaya|"
        r"venga|vamos) (?:\w+ )?(?:cuarto|casa|hotel)",
        r"si (?:yo )?(?:\w+ ){0,3}(?:termino|dejo|hablo|cuento|denuncio|separo|voy|aviso|"
        r"niego) (?:\w+ ){0,4}(?:me|nos) (?:va a )?(?:mata|matar|echa|quema|quemar|corta|"
        r"desaparec\w+|pega|pegar|bota|arrepentir)\b",
        r"(?:quiere|quieren|pide|dice) que (?:me|se|nos) acuest\w+|"
        r"acost\w+ (?:conmigo|con el|con mi)|me (?:forz(?:o|aron)|violento)\b",
        r"(?:se )?(?:met|entr|vien)(?:e|io|ia|o|a|aba) (?:a|en) mi (?:cuarto|cama|"
        r"habitacion)\b(?! (?:el (?:gato|perro|sol|agua|frio)|un (?:gato|perro|raton|virus)))|"
        r"(?:se metio|entro|entraba) (?:\w+ )?a mi (?:cuarto|cama)",
        r"(?:me|nos|la|lo) (?:esta |estan |sigue |ha )?(?:manosea|acosa|acose|amenaza|encierra|"
        r"chantajea|humilla)\w*|(?:me|la|lo|nos) (?:encerro|manoseo|acoso|amenazo|"
        r"humillo)\b|chantaje",
        r"(?:me|la|lo|nos|les) (?:tiene|tienen|tenia|deja|dejan|dejo|dejaron) (?:encerrad|amarrad|"
        rf"atad)[oa]s?|{CHILD} (?:\w+ ){{0,3}}(?:amarrad|encerrad|maltratad|golpead)[oa]s?",
        r"no (?:me|la|lo|nos) dejan? (?:comer|salir|ir|irme|irnos|regresar)\b(?! (?:a (?:jugar|"
        r"la (?:calle|fiesta)|\w+r)|con|de noche|hasta|los|las|al (?:cine|"
        r"parque)|dulces|golosinas|en paz)\b)(?! sola?(?:s)? a)(?! (?:de|del) (?:la |el |mi |"
        rf"una? )?(?:{MACHINE}|sesion|menu|grupo))",
        rf"{PARTNER} (?:\w+ ){{0,2}}(?:no me deja|me (?:prohibe|controla|insulta|grita|cela|revisa|"
        r"vigila|desprecia))\b",
        rf"{PARENT} (?:\w+ ){{0,2}}me (?:insulta|bota de|boto de|quema|encierra|deja sin comer)",
        r"(?:tengo|tenemos|da|vivo con|con) (?:mucho )?miedo (?:a|de|que) (?:mi|su|que mi|me|"
        rf"nos) ?(?:{KIN}|mate|pegue|haga|encuentre|viole)|tengo miedo (?:en|de estar en|"
        r"de volver a|de regresar a) mi casa",
        rf"{PARTNER} (?:\w+ ){{0,6}}(?:con|tiene|saco|agarro|compro) (?:un |una |su |el |"
        rf"la )?{WEAPON}",
        rf"{PARTNER} (?:\w+ ){{0,2}}me (?:sigue|persigue|espera|busca|esta esperando) ?(?:afuera|"
        r"con|para|en la|$)",
        r"(?:me|la|nos) quieren? casar\b|casarme (?:a la fuerza|obligada|con un)|"
        r"(?:me|nos) (?:trajeron|llevaron) (?:\w+ ){0,8}no me (?:dejan|pagan)|"
        r"(?:me|nos) (?:vende|venden|prostitu\w+)|vender mi cuerpo",
        r"sig(?:ue|uen) (?:peg|golpe|pate|maltrat)\w+|victima de (?:violencia|maltrato|violacion|"
        r"abuso)|(?:sufro|vivo|hay) (?:mucha |mucho |de )?(?:violencia|"
        r"maltrato)\w*(?: familiar)? ?(?:en mi|$)|sufro (?:de )?(?:violencia|maltrato|abuso)",
        r"me jal(?:a|o|an|oneo|onea)(?: \w+)? ?(?:el|del|los|de los|mi) (?:pelo|cabello|brazo|"
        r"pelos)",
        r"(?:me|le|nos) hac\w+ (?:mucho )?(?:bulyin\w*|bullyin\w*|bulin|bulling)\b|"
        r"(?:me|nos) (?:bot(?:o|aron)|esta botando) de (?:la|mi) casa|"
        r"me (?:dice|manda) (?:mensajes |cosas )(?:feas|feos|obscen\w+|cochin\w+|sexuales|"
        r"morbos\w+)",
        r"linea 100$|donde (?:puedo )?denunci(?:o|ar)\b(?: (?:violencia|maltrato|abuso|a mi \w+|"
        r"una? \w+))?$|(?:telefono|numero) de (?:la )?linea 100|quiero denunciar (?:a mi|violencia|"
        r"maltrato|abuso)",
    ),
}
TOLD: Patterns = {
    "violence": (
        rf"{KIN} (?:\w+ ){{0,3}}(?:viol(?:o|aba)|abus(?:o|a|aba) (?:sexualmente )?de) (?:a )?(?:su|"
        r"una?|la|mi)|abuz\w+ de|viol(?:o|aron) a (?:mi|una?|su|la)\b",
        r"(?:escuch|oig|se oye)\w* (?:\w+ ){0,2}(?:gritos|gritar|gritando)|"
        r"(?:mujer|senora|vecina|nina|chica|nino) (?:\w+ ){0,3}(?:grit\w+|pid\w+ (?:auxilio|"
        r"ayuda)|llora\w* (?:mucho|toda))|(?:dejan?|dejo|dejaron|abandon\w+) (?:a )?(?:una?|sus?|"
        rf"los|las|la|el) (?:\w+ )?{CHILD} (?:\w+ )?(?:sol[oa]s?|sin comer|encerrad|en la calle|"
        r"abandonad)|abandonaron (?:a )?una? bebe",
    ),
}
NAMED: Patterns = {
    "violence": (
        rf"^(?=.*\b(?:{PARTNER}|{PARENT}|cunado|suegr[oa]|tio)\b)(?=.*\b(?:miedo|violent[oa]|"
        r"agresiv[oa]|golpe(?!s? de suerte)\w*|amenaz\w*|maltrat\w*|pega|pego|pegaba|cachetada|"
        r"toc(?:a|o|ado) (?:a mi|mis)|abus\w+|viol(?:a|o|aba|ar|enta)|manose\w+)\b)(?=.*\b(?:me|"
        r"mi|nos)\b)(?!.*\bmiedo (?:a|de) (?:volar|\w+r\b|las? (?:aranas?|alturas?|ratas?|"
        r"matematicas?)|los? (?:examen\w*|perros?|aviones)))",
        r"violacion sexual|abus(?:o|ador) sexual|abuso (?:infantil|a menores)|acoso sexual|"
        r"pornografia infantil|trata de personas|feminicidio|violencia (?:familiar|domestica)",
    ),
}
