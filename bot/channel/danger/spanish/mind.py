"""A life that may end: 113, option 5."""

from __future__ import annotations

from bot.channel.danger.language import Patterns
from bot.channel.danger.spanish.words import KIN

_WISH = (
    r"(?:quier(?:o|e|en)|queria|quisier(?:a|an)|dese(?:o|a)|voy a|va a|iba a|vamos a|"
    r"piens(?:o|a) en|piens(?:o|a)|pensando en|pensado en|pensaba en|pense en|penso en|"
    r"pensando|ganas de|decidi|decidido|planeo|planeando|intent(?:e|o|a|ando)|trat(?:e|o|a) de|"
    r"quiso|gustaria|prefiero|preferiria|ojala|provoca|mejor|dispuest[oa] a|quedo)"
)
_END = (
    r"(?:morir(?:me|se|nos)?\b|matar(?:me|se|nos)\b|suicidar(?:me|se)\b|desaparecer (?:del mundo|"
    r"para siempre|de este mundo|de la vida|de (?:una|1) vez)|hacer(?:me|se) dano|lastimar(?:me|se)|"
    r"(?:quitar|acabar|terminar)(?:me|se)?(?: con)? (?:la|mi|su|esta) (?:propia )?vida|"
    r"(?:acabar|terminar) con (?:todo|mi sufrimiento|mi dolor|mi existencia)(?! (?:el|lo|la)\b)|"
    r"(?:acabar|terminar) con esto (?:de una vez|ya)|"
    r"(?:dejar|parar) de (?:vivir|existir|sufrir|respirar)|no (?:existir|despertar|estar vivo|"
    r"estar viva|haber nacido|seguir viviendo|vivir)|ahorcar(?:me|se)|colgarme\b(?! de la llamada)|"
    r"envenenar(?:me|se)|cortar(?:me|se) las venas|irme (?:de este mundo|con dios|al cielo|para siempre"
    r"(?! (?:a|de|del)\b))|dormir (?:para siempre|y (?:ya )?no (?:volver a )?despertar(?:me)?)|"
    r"estar muert[oa]|(?:tirar|lanzar|aventar|botar|arrojar)(?:me|se) (?:del?|al?|desde|por|bajo)\b"
    r"(?! (?:agua|piscina|tobogan|cama|paracaidas)))"
)
_HIGH = r"(?:puente|techo|azotea|edificio|rio|tren|piso|barranco|balcon|ventana|abismo|acantilado)"

NEAR: Patterns = {
    "mental": (
        rf"(?:me |se )?{_WISH} (?:\w+ ){{0,2}}{_END}",
        r"(?:me (?:quiero|voy a|quisiera|queria|intente)|se (?:quiere|va a|quisiera|queria|quiso|"
        r"intento|trato de)) (?:\w+ )?"
        r"(?:morir|matar|suicidar|hacer dano|quitar la vida|ahorcar|tirar (?:del?|al)|aventar|"
        r"lanzar (?:del?|al)|colgar(?! el)|cortar las venas|envenenar)\b",
        r"quiero (?:solo )?desaparecer$|(?:ojala|quisiera) (?:que )?(?:me )?(?:muera|muriera|no "
        r"(?:haber|hubiera) nacido|no despertara|nunca haber nacido)|ojala no (?:despierte|amanezca)",
        r"hoy se acaba todo|todo (?:se )?acaba hoy|(?:poner|ponerle) fin a (?:mi|su|todo|la) ?(?:vida)?|"
        r"(?:voy|vaya|ir) de este mundo|(?:ya )?llevame (?:dios|senor|contigo)|(?:dios|senor) (?:\w+ )?"
        r"(?:ya )?llevame|estorbo en (?:mi|la) (?:casa|familia|vida)|"
        rf"{KIN} (?:\w+ ){{0,2}}dejo una (?:nota|carta)\b(?! de)",
        r"(?:estoy|estaba|sentad[oa]|parad[oa]|subi\w*) (?:\w+ )?(?:en|sobre|al|a) (?:la |el |un |una )?"
        r"(?:azotea|puente|borde|filo|baranda|cornisa|techo) (?:\w+ ){0,3}"
        r"(?:no (?:se que|quiero|puedo|aguanto)|voy a|quiero|tirar|salt|ya no|adios|despedirme)",
        r"quitar(?:me|se) la vida|quitarnos la vida|acabar con (?:mi|su|esta) vida",
        r"no (?:quier[oe]|queria|quisiera|deseo|soporto) (?:mas )?(?:seguir )?"
        r"(?:vivir|viviendo|existir|existiendo)\b"
        r"(?! (?:en|aqui|aca|alla|con (?!esto|este|tanto)|lejos|cerca|de)\b)",
        r"no (?:quier[oe]|queria) (?:mas )?(?:seguir|estar|continuar) (?:mas )?(?:asi|aqui|aca|viv[oa]|"
        r"en este mundo|en esta vida|mas|con (?:mi|esta|la) vida)\b(?! (?:en|con|del|de|por|"
        r"escribi\w+|estudi\w+)\b)|ya no quier[oe] seguir$",
        r"no (?:le )?(?:veo|encuentro|hallo|tiene|hay|tengo) (?:ya )?(?:el |ningun |mas )?"
        r"(?:sentido|razon|motivos?)(?: (?:a|para|de|en))?(?: mi)?(?: la)? "
        r"(?:nada|vida|vivir|seguir viv\w+|seguir|existir)",
        r"(?:mi vida|vivir|la vida) (?:ya )?no (?:tiene|vale) (?:nada|sentido|la pena)?|"
        r"no vale la pena (?:seguir )?viv\w+(?! (?:en|aqui)\b)|nada tiene sentido",
        r"para que (?:seguir |sigo )?(?:viviendo|vivir|vivo|existo|existir|naci)\b(?! (?:en|aqui)\b)",
        r"(?:no valgo nada|a nadie le import\w+|soy (?:una carga|un estorbo)|nadie me (?:va a )?"
        r"extran\w+|no debi nacer|(?:estarian?|estaran|estara) mejor sin mi)\b",
        r"(?:ya )?no (?:puedo|aguanto|doy|soporto) mas$|ya no (?:puedo|aguanto|doy|soporto) mas "
        r"(?:con )?(?:mi|la|esta|con todo|este dolor|y |tengo|estoy)|no puedo mas con (?:mi|la) vida",
        r"me cort(?:o|e|aba) (?:los|las|el|la|mis) (?:brazos?|venas?|munecas?|piernas?|piel)",
        r"me (?:estoy|voy a|quiero|he) (?:cortando|cortado|cortar|lastimando|autolesion\w+)\b"
        r"(?! (?:el|la|las|un|una|mi|en|del|de)\b)|me autolesion\w+|me corto (?:para|cuando|a veces)|"
        r"(?:se corta|se hace cortes|se anda cortando)\b(?! (?:el|la|cuando|mi) )",
        r"(?:saltar|tirar(?:me|se)|aventar(?:me|se)|lanzar(?:me|se)|botarme) (?:del?|al|de|desde)"
        rf"(?: (?:un|una|la|el|mi|este|segundo|tercer|cuarto|quinto))* {_HIGH}|"
        rf"(?:borde|filo) (?:del?|de la) {_HIGH}|puente pensando (?:en )?saltar",
        r"(?:tengo|compre|junte|con|agarre) (?:\w+ ){0,3}(?:pastillas|soga|cuerda|navaja|veneno|"
        r"cuchillo) (?:\w+ ){0,3}(?:en (?:la|mi) mano|list[oa]s?$|para (?:morir|acabar|matarme|"
        r"ahorcarme|terminar))",
        r"(?:carta|nota|mensaje|audio|texto|video) de (?:su )?(?:despedida|suicidio)|"
        r"(?:mando|envio|escribio|dejo|manda|escribe|paso) (?:\w+ ){0,2}(?:su|una) despedida|"
        r"se (?:esta )?(?:despid\w+|despidio) (?:de todos|de mi|como si|raro|para siempre)",
        r"(?:hoy|este|esta noche|manana) (?:es|sera) (?:mi|el) ultim[oa] "
        r"(?:dia|noche|mensaje|adios|vez que me (?:ven|leen))\b",
        r"(?:adios mundo|adios para siempre|me voy para siempre|cuiden (?:mucho )?a mi|"
        r"cuida (?:mucho )?a mi (?:mama|hij|hermanit)|ya fue todo (?:adios|chau))",
        r"(?:voces|voz) (?:\w+ ){0,4}(?:dicen|dice|ordenan|piden|pide|gritan)|escucho voces",
        r"(?:estoy|esta|ando|me siento) (?:muy |tan |bien |re )?"
        r"(?:deprimid[oa]|desesperad[oa]|vaci[oa] por dentro)\b(?! por (?:\w+r|encontrar)\b)|"
        r"ten(?:go|ia) (?:mucha )?depresion\b",
        r"me (?:siento|encuentro|veo) (?:muy )?sol[oa] y (?:ya )?no|"
        r"ataque de (?:panico|ansiedad)|crisis (?:de (?:panico|ansiedad)|emocional|nerviosa)",
        r"(?:necesito|busco|quiero|urgente) (?:\w+ ){0,3}(?:un |una )?psicolog[oa]\b",
        rf"{KIN} (?:\w+ ){{0,4}}(?:no quiere (?:seguir )?(?:vivir|viviendo)|se quiere morir|"
        r"habla de morir\w*|piensa en morir\w*)",
        r"(?:me|se) (?:tome|tomo) (?:\w+ ){0,3}(?:pastillas|veneno) (?:\w+ )?para (?:morir|matar)",
    ),
}
TOLD: Patterns = {}
NAMED: Patterns = {"mental": (
        r"suicid(?:arme|arse|io|a|o)\b",
        r"(?:me siento|estoy|soy) (?:muy |tan |bien )?(?:sol[oa]|triste|inutil|mal|vaci[oa]|perdid[oa]) "
        r"(?:\w+ ){0,4}(?:no (?:quiero|puedo|tengo|se) (?:seguir|ganas|vivir|mas|con quien)|llor\w+|"
        r"nadie)",
    )}
