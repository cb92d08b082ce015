"""A life that may end: 113, option 5."""

from __future__ import annotations

from bot.channel.danger.language import Patterns
from bot.channel.danger.spanish.words import KIN

_WISH = (
    r"(?:quier(?:o|e|en)|queria|quisier(?:a|an)|dese(?:o|a)|voy a|va a|iba a|vamos a|piens(?:o|"
    r"a) en|piens(?:o|a)|pensando en|pensado en|pensaba en|pense en|penso en|pensando|ganas de|"
    r"decidi|decidido|planeo|planeando|intent(?:e|o|a|ando)|trat(?:e|o|a) de|quiso|gustaria|"
    r"prefiero|preferiria|ojala|provoca|mejor|dispuest[oa] a|quedo)"
)
_END = (
    r"(?:morir(?:me|se|nos)?\b|matar(?:me|se|nos)\b|suicidar(?:me|se)\b|desaparecer (?:del mundo|"
    r"para siempre|de este mundo|de la vida|de (?:una|1) vez)|hacer(?:me|se) dano|lastimar(?:me|"
    r"se)|(?:quitar|acabar|terminar)(?:me|se)?(?: con)? (?:la|mi|su|"
    r"esta) (?:propia )?vida|(?:acabar|terminar) con (?:todo|mi sufrimiento|mi dolor|"
    r"mi existencia)(?! (?:el|lo|la)\b)|(?:acabar|terminar) con esto (?:de una vez|ya)|(?:dejar|"
    r"parar) de (?:vivir|existir|sufrir|respirar)|no (?:existir|despertar|estar vivo|estar viva|"
    r"haber nacido|seguir viviendo|vivir)|ahorcar(?:me|se)|colgarme\b(?! de la llamada)|"
    r"envenenar(?:me|se)|cortar(?:me|se) las venas|irme (?:de este mundo|con dios|al cielo|"
    r"para siempre(?! (?:a|de|del)\b))|dormir (?:para siempre|"
    r"y (?:ya )?(?:no|nunca)(?: mas)? (?:volver a )?despertar(?:me)?)|estar muert[oa]|(?:tirar|"
    r"lanzar|aventar|botar|arrojar)(?:me|se) (?:del?|al?|desde|por|"
    r"bajo)\b(?! (?:agua|piscina|tobogan|cama|paracaidas)))"
)
_HIGH = r"(?:puente|techo|azotea|edificio|rio|tren|piso|barranco|balcon|ventana|abismo|acantilado)"

NEAR: Patterns = {
    "mental": (
        r"(?:mejor|bien) (?:seria|fuera|estaria) (?:si |que )?(?:yo )?no (?:exist\w+|est(?:ar|e|"
        r"uviera) viv[oa]|hubiera nacido)",
        r"miedo (?:de|a) (?:hacerme dano|lastimarme|matarme)",
        r"(?:mejor|bien) (?:\w+ )?no estar (?:aqui|aca|viv[oa])|estorbo a todos|soy un estorbo|"
        r"no puedo (?:mas )?con todo$|me canse de (?:vivir|la vida|todo$|mi vida)",
        r"me hago (?:cortes|dano)|me (?:lastimo|corto) cuando|"
        r"piens\w+ en (?:cortarme|lastimarme|hacerme)|pensamientos (?:\w+ )?(?:feos|suicidas|"
        r"de muerte|malos)|no vale la pena nada|nada vale la pena|no (?:le )?(?:encuentro|veo|"
        r"hallo) salida$|no quier[oe] estar (?:aqui|aca)? ?en este mundo",
        rf"(?:me |se )?{_WISH} (?:\w+ ){{0,2}}{_END}",
        r"(?:me (?:quiero|voy a|quisiera|queria|intente)|se (?:quiere|va a|quisiera|queria|quiso|"
        r"intento|trato de)) (?:\w+ )?(?:morir|matar|suicidar|hacer dano|quitar la vida|ahorcar|"
        r"tirar (?:del?|al)|aventar|lanzar (?:del?|al)|colgar(?! el)|cortar las venas|envenenar)\b",
        r"quiero (?:solo )?desaparecer$|(?:ojala|quisiera) (?:que )?(?:me )?(?:muera|muriera|"
        r"no (?:haber|hubiera) nacido|no despertara|nunca haber nacido)|ojala no (?:despierte|"
        r"amanezca)",
        r"(?:tomar|tragar)(?:me|se)? (?:todas (?:las|mis|sus)|un monton de|"
        r"muchas) (?:\w+ )?pastillas|descansar (?:para siempre|en paz|eternamente|"
        r"de todo)|ojala (?:me|que me) (?:atropelle|mate|muera|parta|"
        r"pase algo)|hoy se acaba todo|todo (?:se )?acaba hoy|(?:poner|ponerle) fin a (?:mi|su|"
        r"todo|la) ?(?:vida)?|(?:voy|vaya|ir) de este mundo|(?:ya )?llevame (?:dios|senor|"
        r"contigo)|(?:dios|senor) (?:\w+ )?(?:ya )?llevame|estorbo en (?:mi|la) (?:casa|familia|"
        rf"vida)|{KIN} (?:\w+ ){{0,2}}dejo una (?:nota|carta)\b(?! de)",
        r"(?:estoy|estaba|sentad[oa]|parad[oa]|subi\w*) (?:\w+ )?(?:en|sobre|al|a) (?:la |el |un |"
        r"una )?(?:azotea|puente|borde|filo|baranda|cornisa|"
        r"techo) (?:\w+ ){0,3}(?:no (?:se que|quiero|puedo|aguanto)|voy a|quiero|tirar|salt|ya no|"
        r"adios|despedirme)",
        r"(?:no|sin) (?:me quedan |tengo |tiene |hay |le quedan )?(?:mas )?ganas de (?:vivir|"
        r"seguir viv\w+|existir|nada)(?! (?:en|de|que)\b)|piens\w+ (?:mucho |siempre |"
        r"todo el tiempo |a cada rato |solo )?en (?:la muerte|mi muerte|morirme|"
        r"matarme)(?! de\b)|(?:hacer|cometer|haga|cometa|hace) (?:una |alguna )(?:locura|"
        r"tonteria)\b|no amane(?:zco|zca|cer)|cuando (?:yo )?(?:ya )?no este\b|"
        r"despid\w+ de la vida|(?:solo|unica|mejor) (?:\w+ ){0,3}la muerte|"
        r"la muerte (?:es|seria) (?:\w+ )?(?:salida|solucion|mejor)|"
        r"no (?:le )?(?:encuentro|veo|hay|tengo) (?:\w+ )?salida (?:solo|a mi|a esto|mas)|"
        r"me odio (?:tanto|mucho|y)|me (?:golpeo|arano|pellizco|pego) (?:yo|sol[oa]|a mi mism[oa]|"
        r"y me arano)|(?:hart|cansad)[oa] de (?:vivir|la vida|mi vida|existir|"
        r"esta vida)(?! en\b)|no sirvo para nada|todos me odian|merezco (?:morir|"
        r"vivir mas)|(?:mejor|bien) (?:seria )?(?:si |que )(?:yo )?(?:no existiera|no existo|"
        r"muriera|no estuviera)|quiero que (?:todo|esto) (?:se )?(?:acabe|termine) (?:ya|"
        r"para siempre)?$|no quier[oe] (?:despertar|amanecer)\w*(?! (?:temprano|tarde)\b)|"
        r"(?:reunir|encontrar|ir)(?:me)? con mi \w+ (?:\w+ )?(?:cielo|fallecid\w|muert\w)|"
        r"(?:quitar|quitarme|quito|quite) la vida|si (?:yo )?(?:me (?:muero|mato|muriera|matara)|"
        r"desaparezco|no estuviera|ya no estoy)\b|(?:si (?:lo|la) dejo|si terminamos) se (?:mata|"
        r"va a matar)|(?:tengo|hay|con) (?:una |la )?(?:soga|cuerda|gillette|cuchilla|"
        r"hoja de afeitar) (?:en|y|lista)|no (?:debi|deberia) (?:haber )?(?:nacer|nacido)",
        r"quitar(?:me|se) la vida|quitarnos la vida|acabar con (?:mi|su|esta) vida",
        r"no (?:quier[oe]|queria|quisiera|deseo|soporto) (?:mas )?(?:seguir )?(?:vivir|viviendo|"
        r"existir|existiendo)\b(?! (?:en|aqui|aca|alla|con (?!esto|este|tanto)|lejos|cerca|de)\b)",
        r"no (?:quier[oe]|queria) (?:mas )?(?:seguir|estar|continuar) (?:mas )?(?:asi|aqui|aca|"
        r"viv[oa]|en este mundo|en esta vida|mas|con (?:mi|esta|la) vida)\b(?! (?:en|con|del|de|"
        r"por|escribi\w+|estudi\w+)\b)|ya no quier[oe] seguir$",
        r"no (?:le )?(?:veo|encuentro|hallo|tiene|hay|tengo) (?:ya )?(?:el |ningun |"
        r"mas )?(?:sentido|razon|motivos?)(?: (?:a|para|de|en))?(?: mi)?(?: la)? (?:nada|vida|"
        r"vivir|seguir viv\w+|seguir|existir)",
        r"(?:mi vida|vivir|la vida) (?:ya )?no (?:tiene|vale) (?:nada|sentido|la pena)?|"
        r"no vale la pena (?:seguir )?viv\w+(?! (?:en|aqui)\b)|nada tiene sentido",
        r"para que (?:seguir |sigo )?(?:viviendo|vivir|vivo|existo|existir|naci)\b(?! (?:en|"
        r"aqui)\b)",
        r"(?:no valgo nada|a nadie le import\w+|soy (?:una carga|un estorbo)|"
        r"nadie me (?:va a )?extran\w+|no debi nacer|(?:estarian?|estaran|estara) mejor sin mi)\b",
        r"(?:ya )?no (?:puedo|aguanto|doy|soporto) mas$|ya no (?:puedo|aguanto|doy|"
        r"soporto) mas (?:con )?(?:mi|la|esta|con todo|este dolor|y |tengo|"
        r"estoy)|no puedo mas con (?:mi|la) vida",
        r"me cort(?:o|e|aba) (?:los|las|el|la|mis) (?:brazos?|venas?|munecas?|piernas?|piel)",
        r"me (?:estoy|voy a|quiero|he) (?:cortando|cortado|cortar|lastimando|"
        r"autolesion\w+)\b(?! (?:el|la|las|un|una|mi|en|del|de)\b)|me autolesion\w+|"
        r"me corto (?:para|cuando|a veces)|(?:se corta|se hace cortes|se anda cortando)\b(?! (?:el|"
        r"la|cuando|mi) )",
        r"(?:saltar|tirar(?:me|se)|aventar(?:me|se)|lanzar(?:me|se)|botarme) (?:del?|al|de|"
        rf"desde)(?: (?:un|una|la|el|mi|este|segundo|tercer|cuarto|quinto))* {_HIGH}|(?:borde|"
        rf"filo) (?:del?|de la) {_HIGH}|puente pensando (?:en )?saltar",
        r"(?:tengo|compre|junte|con|agarre) (?:\w+ ){0,3}(?:pastillas|soga|cuerda|navaja|veneno|"
        r"cuchillo) (?:\w+ ){0,3}(?:en (?:la|mi) mano|list[oa]s?$|"
        r"para (?:morir|acabar|matarme|ahorcarme|terminar))",
        r"(?:carta|nota|mensaje|audio|texto|video) de (?:su )?(?:despedida|suicidio)|"
        r"(?:mando|envio|escribio|dejo|manda|escribe|paso) (?:\w+ ){0,2}(?:su|una) despedida|"
        r"despidiendose|se (?:esta )?(?:despid\w+|despidio) (?:de todos|de mi|como si|raro|"
        r"para siempre)",
        r"(?:hoy|este|esta noche|manana) (?:es|sera) (?:mi|el) ultim[oa] (?:dia|noche|mensaje|"
        r"adios|vez que me (?:ven|leen))\b",
        r"(?:adios mundo|adios para siempre|me voy para siempre|cuiden (?:mucho )?a mi|"
        r"cuida (?:mucho )?a mi (?:mama|hij|hermanit)|ya fue todo (?:adios|chau))",
        r"(?:voces|voz) (?:\w+ ){0,4}(?:dicen|dice|ordenan|piden|pide|gritan)|escucho voces",
        r"(?:estoy|esta|ando|me siento) (?:muy |tan |bien |re )?(?:deprimid[oa]|desesperad[oa]|"
        r"vaci[oa] por dentro)\b(?! por (?:\w+r|encontrar)\b)|ten(?:go|ia) (?:mucha )?depresion\b",
        r"me (?:siento|encuentro|veo) (?:muy )?sol[oa] y (?:ya )?no|ataque de (?:panico|ansiedad)|"
        r"crisis (?:de (?:panico|ansiedad)|emocional|nerviosa)",
        r"(?:necesito|busco|quiero|urgente) (?:\w+ ){0,3}(?:un |una )?psicolog[oa]\b",
        rf"{KIN} (?:\w+ ){{0,4}}(?:no quiere (?:seguir )?(?:vivir|viviendo)|se quiere morir|"
        r"habla de morir\w*|piensa en morir\w*)",
        r"(?:tome|tomo) (?:\w+ ){0,3}(?:pastillas|veneno) (?:\w+ )?para (?:morir|matar)",
    ),
}
NAMED: Patterns = {
    "mental": (
        r"suicid(?:arme|arse|io|a|o)\b",
        r"(?:me siento|estoy|soy) (?:muy |tan |bien )?(?:sol[oa]|triste|inutil|mal|vaci[oa]|"
        r"perdid[oa]) (?:\w+ ){0,4}(?:no (?:quiero|puedo|tengo|se) (?:seguir|ganas|vivir|mas|"
        r"con quien)|llor\w+|nadie)",
    )
}
