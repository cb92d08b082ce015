"""A body in danger: the ambulance, 106."""

from __future__ import annotations

from bot.channel.danger.language import Patterns
from bot.channel.danger.spanish.words import (
    CHILD,
    FAMILY,
    GO,
    KIN,
    MACHINE,
    ONE,
    PERSON,
    POISON,
    SNAKE,
)

_VEHICLE = (
    r"(?:carretera|combi|bus|carro|auto|camion|moto|mototaxi|taxi|pista|custer|tico|camioneta|"
    r"bicicleta|bici|tren)"
)
_WATER = (
    r"(?:rio|pozo|lago|laguna|mar|canal|acequia|piscina|barranco|abismo|precipicio|hueco|silo|"
    r"reservorio|cisterna|quebrada|buzon|zanja)"
)
_BONE = r"(?:pierna|brazo|cabeza|cadera|mano|pie|hueso|costilla|clavicula|tobillo|cuello|columna)"

NEAR: Patterns = {
    "ambulance": (
        r"no (?:me |le )?(?:puedo |puede |pueden |esta |estan |deja )?respir(?:a|o|an|ar|ando)\b"
        rf"(?! (?:mi|la|el) {MACHINE})",
        r"(?:cuesta|falta) (?:mucho )?(?:respirar|(?:el )?aire|la respiracion)|"
        r"(?:me|se) (?:estoy |esta |estan )?(?:asfixi\w+|ahog(?:o|a|ando))\b|asfixiad[oa]\b(?! de)",
        rf"(?:{KIN}|el|ella) (?:\w+ ){{0,4}}no (?:se )?(?:mueve|despierta|reacciona|responde|levanta|"
        r"contesta ni se mueve)\b(?! (?:de|del|mis?|a|al|el|la|los|las|en|temprano|bien|mensajes|"
        r"whatsapp|llamadas|por|cuando|para|sus?|hasta|con|antes)\b)",
        rf"no (?:se )?(?:mueve|despierta|reacciona) (?:mi|el|la|un|una) {KIN}",
        rf"(?:mi|mis|su|un|una|el|la) {KIN} (?:\w+ ){{0,3}}(?:se (?:me |nos )?(?:esta |estan )?"
        r"(?:muriendo|muere)|esta (?:agonizando|grave|muy grave|inconsciente|moribund[oa]|morad[oa])|"
        r"se (?:esta )?(?:puso|pone|poniendo) (?:muy )?(?:mal|grave|azul|morad[oa])|agoniza)\b",
        rf"(?:mi|mis|su) {FAMILY} (?:\w+ )?esta (?:muy|bien|re) mal\b(?! (?:en|con|de (?:plata|"
        r"dinero)|por)\b)|me estoy muriendo\b|se (?:me|nos) (?:muere|esta muriendo) mi",
        r"convulsion(?:a|an|ando|o|es)\b|ataques? (?:de epilepsia|epileptico)|"
        r"le (?:esta dando|dio|da) (?:un )?ataque\b|ataque de asma|crisis de asma|se (?:me )?desmay\w+|"
        r"desmayad[oa]s?\b|(?<!el )(?<!del )(?<!lo )inconsciente|perdi(?:o|endo) el (?:conocimiento|"
        r"sentido)|no tiene pulso|se le paro el corazon",
        rf"(?:tomo|tome|tomado|tomaron|trago|trague|tragado|bebio|bebi|comio|comi|comido|ingirio|"
        rf"chupo|tomar|tomando) (?:(?:un|una|el|la|los|mucho|mucha|poco|de|del|con|su|por error|"
        rf"frasco|botella|vaso|trago|litro|pura|se) )*{POISON}\b",
        r"(?:tomo|tome|trago|trague|comio|tomaron) (?:\w+ ){0,2}"
        r"(?:muchas|todas(?: las| mis| sus)?|un monton de|"
        r"un frasco de|un blister de|\d\d) (?:\w+ )?pastillas|sobredosis",
        r"(?:me|se|le) (?:esta |estan )?(?:envenen(?:o|aron|ando|e)|intoxic(?:o|aron|ando|e))|"
        r"(?:estoy|esta|estan|estamos) (?:todos )?(?:envenenad|intoxicad)[oa]s?",
        r"(?:bot|vomit|escup|orin|arroj|toci|tosi|cag)\w* (?:pura |mucha |harta )?sangre|"
        r"(?:mucha|harta|demasiada|bastante) sangre(?! donad)|"
        r"sangr(?:a|ando|o|e) (?:mucho|demasiado|bastante|harto|por|de|sin parar|feo)|"
        r"sale (?:\w+ )?sangre|"
        r"(?:no|ni) (?:le |me )?(?:para|paramos|deja|paro) (?:de )?(?:la |el )?"
        r"(?:sangr\w+|hemorragia)|"
        r"se (?:esta )?desangr\w+|hemorragia|estoy sangrando|esta sangrando",
        r"se (?:corto|clavo|hinco|incrusto|metio) (?:\w+ ){0,4}(?:machete|motosierra|sierra|"
        r"amoladora|hacha|vidrio|fierro|lampa|hoz|cuchillo)|me corte (?:feo|profundo|con)|"
        r"se corto (?:feo|profundo|el dedo|la mano|la pierna|el pie|la vena|la cabeza)",
        r"no siento (?:la mitad|un lado|mi lado|media|mi brazo|mis brazos|mis piernas|mi cuerpo|"
        r"el cuerpo)|se le (?:\w+ )?(?:torcio|fue|chueco|jalo|paralizo) (?:la )?(?:boca|cara|mitad)|"
        r"(?:cara|boca) (?:torcida|chueca)|(?:derrame|paro cardiaco)|se le durmio (?:medio|la mitad)",
        r"(?:duele|dolor|aprieta|presion|opresion|punzada) (?:\w+ ){0,4}pecho|"
        r"(?:le|me|nos) (?:esta )?(?:dio|dando|da) un (?:infarto|derrame|paro)",
        r"(?:necesito|necesitamos|llam\w+|manden?|mandar|envien?|urgente|pidan|venga|traigan) (?:a )?"
        r"(?:una |la )?ambulancia|^(?:una |la )?ambulancias?(?: \w+){0,2}$|"
        r"(?:numero|telefono) de (?:la |una )?ambulancia|emergencia medica|"
        r"(?:necesito|necesitamos|llamen|urge) (?:a )?(?:un |una )?(?:medico|doctor|doctora) "
        r"(?:urgente|ya|rapido)",
        rf"{ONE} atropell\w+|atropell(?:o|aron) (?:a|al)\b|fue atropellad[oa]",
        rf"(?:esta por|a punto de|{GO}|esta) (?:dar|dando) a luz|(?:labor|trabajo|dolores) de parto|"
        r"(?:rompi|revent)\w* (?:la |su )?(?:fuente|bolsa)|(?:ten\w+|tiene|con|empez\w+) "
        r"(?:\w+ )?contracciones|(?:esta (?:pariendo|naciendo)|ya (?:\w+ )?(?:va a nacer|viene|nace) "
        r"(?:mi|el|la|su) (?:bebe|hijo|hija|wawa))|va nacer (?:mi |el |la |su )?(?:bebe|hijo|wawa)|"
        r"(?:esta|estoy|va) (?:\w+ ){0,2}de parto|se (?:le|me) (?:adelanto|sale) (?:el|la|mi) "
        r"(?:bebe|parto|wawa)|embarazad[oa] (?:\w+ ){0,4}(?:sangr|se cayo|dolor|duele|desmay|se siente)"
        r"|(?:aborto|aborte) (?:\w+ ){0,3}sangr",
        rf"(?:pic|mord|piko|muerd)(?:o|io|ido|ado|aron|ieron) (?:una?|la|el|unas|las) "
        rf"(?:\w+ )?{SNAKE}|{SNAKE} (?:me |le |lo |la )?(?:pico|mordio|ataco|atacaron)\b",
        rf"(?<!me )(?:se |me )?(?:cay[oe]|caimos|cayeron|caido) (?:\w+ )?(?:al|en el|en la|a un|a una|"
        rf"en un|en una|a la) {_WATER}\b|(?:arrastro|llevo|lleva|jalo|arrastra) (?:el (?:rio|mar|agua|"
        r"huaico)|la (?:corriente|ola|crecida))|(?:no sale|no lo (?:veo|vemos)) (?:del|en el) "
        r"(?:agua|rio|mar)|se (?:estan? )?(?:ahogando|ahogan|hundiendo)|"
        r"se (?:hundio|volteo|volco|esta hundiendo) (?:el|la|un|una|nuestro) "
        r"(?:bote|lancha|balsa|canoa|peque)|me ahogo\b",
        rf"{KIN} (?:\w+ ){{0,2}}se cayo (?:de|del|al|desde)\b|"
        r"(?:se cayo|me cai|cayo) (?:de|del|desde) "
        r"(?:la |el |un |una |mi )?(?:techo|andamio|arbol|caballo|moto|segundo|tercer|cuarto|escalera|"
        r"cerro|azotea|balcon|ventana|burro|poste)",
        rf"se (?:golpeo|rompio|fracturo|partio|disloco|abrio|torcio) (?:\w+ ){{0,2}}{_BONE}|"
        rf"me (?:golpee|rompi|fracture|parti) (?:\w+ ){{0,2}}{_BONE}|hueso (?:\w+ )?(?:afuera|salido|"
        rf"roto)|(?:lo|la|me|le|nos) aplast\w+|aplastad[oa]s?\b",
        rf"(?:choque|choco|chocamos|chocaron|volco|volcaron|volteo|volcadura|despisto|embarranco|"
        rf"accidente|accidento|accidentamos) (?:\w+ ){{0,3}}{_VEHICLE}\b|"
        rf"{_VEHICLE} (?:\w+ ){{0,2}}(?:se )?(?:choco|volco|volteo|despisto|embarranco|nos choco|"
        r"cayo al (?:abismo|rio|barranco))|nos (?:chocamos|volcamos|accidentamos|volteamos)|"
        r"(?:tuve|tuvo|tuvimos|tuvieron|sufrio|sufri) un (?:\w+ )?accidente\b|se accidento",
        r"quemo con (?:\w+ )?(?:agua|aceite|leche|sopa|cohete|acido|gasolina|caldo)|"
        rf"se quem(?:o|aron) (?:mi|la|su|el) (?:{CHILD}|cara|mano|manos|cuerpo|pie|pierna|brazo)|"
        r"(?:se|me) quem[oe] (?:feo|todo el cuerpo|la cara|las manos|el cuerpo)|agua hirviendo",
        r"electrocut\w+|(?:le|me|lo) (?:\w+ )?(?:paso|agarro|dio|agarra) (?:la )?corriente|"
        r"paso corriente a|"
        r"descarga electrica|cayo un rayo|rayo (?:le |lo |la |me )?(?:cayo|mato|quemo|parti\w+)|(?:monoxido|gases toxicos)",
        r"(?:le|me|lo|la|nos) (?:\w+ ){0,2}(?:metieron|dieron|clavaron|cayo|metio|clavo|pego) "
        r"(?:\w+ )?(?:balazos?|cuchillo|cuchillazo|punaladas?|punalada|tiros?|machetazos?)|"
        r"acuchill\w+|apunal\w+|(?:baleado|baleada)\b",
        r"se (?:\w+ )?(?:atoro|atraganto|atorando|atragantando|atora) (?:con|un|una|y|mi|el)\b"
        r"(?! (?:papel|impresora|disco|cable|archivo))|"
        rf"{KIN} (?:\w+ ){{0,2}}se (?:esta )?(?:atorando|atragantando|atraganto)",
        r"(?:esta|estan|estoy|quedo|quedaron) (?:muy |gravemente |mal |todo )?herid[oa]s?\b|"
        r"hay (?:\w+ )?heridos?\b",
        rf"fiebre (?:\w+ )?(?:alta|de (?:39|40|41)|39|40|41)|(?:39|40|41) de fiebre|"
        rf"{CHILD} (?:\w+ ){{0,3}}(?:mucha|harta|con) fiebre",
        r"(?:hincho|hinch\w+|inflo) (?:\w+ )?(?:la |toda la |su )?(?:garganta|lengua|cara)|"
        r"reaccion alergica|"
        r"coma diabetico|(?:esta|quedo|cayo) en coma\b|deshidratad[oa]\b",
    ),
}
TOLD: Patterns = {
    "ambulance": (
        r"(?:accidente|choque) (?:muy )?(?:grave|fuerte|feo|en la)|(?:hay|hubo|paso) un (?:accidente|choque)|hay (?:muchos |varios |dos )?muert[oa]s|(?:combi|bus|carro|camion|auto|moto)\w* (?:\w+ ){0,3}(?:abismo|barranco)|"
        r"gente (?:herida|aplastada|tirada)|alguien (?:se )?(?:cayo|desmayo|herido|tirado)",
    ),
}
NAMED: Patterns = {
    "ambulance": (
        r"infarto|derrame cerebral",
        # A person, and what is said of bodies in need, wherever the two stand.
        rf"^(?=.*\b{PERSON}\b)(?=.*\b(?:pulso|ties[oa]|corne\w+|cordon en el cuello|placenta|"
        r"tirad[oa] en (?:el|la) (?:piso|suelo|calle|pista|cama|bano)|sin aire|botando agua|"
        r"ojos (?:abiertos|en blanco|volteados)|mordedura|picadura|se (?:esta )?hinch\w+|quemadura|"
        r"agua hirviendo|delir\w+|palid[oa]|vomit\w+ (?:y|verde|todo|mucho)|no (?:puede|puedo) (?:hablar|"
        r"pararse|moverse|mover|tragar)|fractur\w+|grave|agoniz\w+|enchufe|se quedo (?:frio|tieso|"
        r"sin aire|dormid[oa] y no)|trag(?:o|ue) (?:un|una) \w+|de (?:8|9|ocho|nueve) meses|"
        r"(?:le|me) cayo (?:un|una) (?:piedra|arbol|pared|muro|viga|roca|palo|fierro|tronco)|"
        r"se fue (?:al|por el) (?:abismo|barranco)|machetazo|balazo|cuchillada|punalada)\b)",
    )
}
