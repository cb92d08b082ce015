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
        r"(?:bebe|wawa|nino|nina) (?:\w+ ){0,2}(?:nacio|recien nacid[oa]) (?:\w+ )?(?:y )?no "
        r"(?:llora|respira|se mueve|reacciona)|(?:tiene|tuvo|le dio|esta con|sufrio) un (?:paro|"
        r"infarto|derrame)\b(?! (?:de transportistas|nacional|agrario))",
        r"(?:se )?agarro el pecho|(?:esta|se puso|quedo) (?:muy )?fri[oa] y (?:no|mi)|"
        r"(?:tomo|tome) (?:\w+ ){0,2}pastillas y (?:esta|no|se|quedo)|"
        r"(?:va|voy) a tener (?:al|el|un|mi) bebe\b(?! en \w+ meses)|"
        r"se (?:lo|la|los|nos|me) (?:esta |estan )?llev\w+ (?:el rio|la corriente|el agua)|"
        r"(?:me|lo|la|le) cortaron (?:con|la|el) (?!luz|internet|servicio|agua|linea|pelo)|"
        r"(?:dio|da|dando) (?:una )?convulsi\w+|mi (?:hij[oa]|bebe|nin[oa]|papa|mama|"
        r"abuel[oa]) se atoro\b|(?:cayo|fue|desbarranc\w+|embarranc\w+) (?:un|una|el|la) (?:bus|"
        r"combi|carro|camion|auto|moto)\b|^(?:el )?samu$|(?:numero|marco|"
        r"llamo) (?:\w+ ){0,3}(?:ambulancia|samu)\b|es (?:una )?urgencia mi",
        r"no (?:me |le )?(?:puedo |puede |pueden |esta |estan |deja )?respir(?:a|o|an|ar|"
        rf"ando)\b(?! (?:mi|la|el) {MACHINE})",
        r"(?:cuesta|falta) (?:mucho )?(?:respirar|(?:el )?aire(?! acond\w+| a la| en la llanta|"
        r" cuando (?:la|lo|te|me) (?:ve|mir|habl)\w+)|la respiracion)|(?:me|se) (?:estoy |esta |"
        r"estan )?(?:asfixi\w+|ahog(?:o|a|ando))\b|asfixiad[oa]\b(?! de)",
        rf"(?:{KIN}|el|ella) (?:\w+ ){{0,4}}no (?:se )?(?:mueve|despierta|reacciona|responde|"
        r"levanta|contesta ni se mueve)\b(?! (?:de|del|mis?|a|al|el|la|los|las|en|temprano|bien|"
        r"mensajes|whatsapp|llamadas|por|cuando|para|sus?|hasta|con|antes)\b)",
        r"no (?:la|lo|le) (?:puedo|podemos|logro|pueden) (?:despertar|reanimar|levantar del)|"
        r"(?:labios|boca|cara|unas|carita) (?:\w+ )?(?:morad|azul|amoratad)\w+|"
        r"desvanec(?:io|ida|ido|iendo)|(?:bebe|hij[oa]|mama|papa|amig[oa]|"
        r"herman[oa]) (?:\w+ ){0,8}y no (?:se )?(?:despierta|reacciona|responde|"
        r"mueve)\b|arroll(?:o|aron|ado) (?:a|al|por)\b|(?:nos|se) (?:ahogamos|estan ahogando|"
        r"ahogaron)|(?:placenta|cordon) (?:\w+ ){0,3}(?:no sale|cuello|salio)|satura(?:cion|"
        r"ndo)? (?:\w+ )?[4-8]\d|(?:se )?paso de (?:drogas|alcohol|"
        r"pastillas)|calentura (?:de )?(?:39|4\d)|(?:exploto|revento) (?:\w+ ){0,2}(?:cohete|"
        r"cohetillo|dinamita|celular) (?:\w+ )?en (?:la|su) (?:mano|cara)|creo que (?:esta|"
        r"se) (?:muert[oa]|murio|muriendo)|no se si (?:esta|sigue) viv[oa]",
        rf"no (?:se )?(?:mueve|despierta|reacciona) (?:mi|el|la|un|una) {KIN}",
        rf"(?:mi|mis|su|un|una|el|la) {KIN} (?:\w+ ){{0,3}}(?:se (?:me |nos )?(?:esta |"
        r"estan )?(?:muriendo|muere)|esta (?:agonizando|grave|muy grave|inconsciente|moribund[oa]|"
        r"morad[oa])|se (?:esta )?(?:puso|pone|poniendo) (?:muy )?(?:mal|grave|azul|"
        r"morad[oa])|agoniza)\b",
        rf"(?:mi|mis|su) {FAMILY} (?:\w+ )?esta (?:muy|bien|re) mal\b(?! (?:en|con|de (?:plata|"
        r"dinero)|por)\b)|me estoy muriendo\b|se (?:me|nos) (?:muere|esta muriendo) mi",
        r"convulsion(?:a|an|ando|o|es)\b|ataques? (?:de epilepsia|epileptico)|"
        r"le (?:esta dando|dio|da) (?:un )?ataque\b|ataque de asma|crisis de asma|"
        r"se (?:me )?desmay\w+|desmayad[oa]s?\b|(?<!el )(?<!del )(?<!lo )inconsciente|"
        r"perdi(?:o|endo) el (?:conocimiento|sentido)|no tiene pulso|se le paro el corazon",
        r"(?:tomo|tome|tomado|tomaron|trago|trague|tragado|bebio|bebi|comio|comi|comido|ingirio|"
        r"chupo|tomar|tomando) (?:(?:un|una|el|la|los|mucho|mucha|poco|de|del|con|su|por error|"
        rf"frasco|botella|vaso|trago|litro|pura|se) )*{POISON}\b",
        r"(?:tomo|tome|trago|trague|comio|tomaron) (?:\w+ ){0,2}(?:muchas|todas(?: las| mis| sus)?|"
        r"un monton de|un frasco de|un blister de|\d\d) (?:\w+ )?pastillas|sobredosis|(?:tomo|tome|"
        r"tomaron) (?:un|todo el|el|un monton|un) (?:frasco|blister|monton|paquete) de\b|(?:cayo|"
        r"derramo|echo|volteo) (?:\w+ ){0,3}(?:olla|agua|aceite|sopa|tetera|leche) (?:caliente|"
        r"hirviendo)",
        r"(?:me|se|le) (?:esta |estan )?(?:envenen(?:o|aron|ando|e)|intoxic(?:o|aron|ando|e))|"
        r"(?:estoy|esta|estan|estamos) (?:todos )?(?:envenenad|intoxicad)[oa]s?",
        r"(?:bot|vomit|escup|orin|arroj|toci|tosi|cag)\w* (?:pura |mucha |harta )?sangre|"
        r"(?:mucha|harta|demasiada|bastante) sangre(?! donad)|"
        r"sangr(?:a|ando|o|e) (?:mucho|demasiado|bastante|harto|por|de|sin parar|feo)|"
        r"sale (?:\w+ )?sangre|(?:no|ni) (?:le |me )?(?:para|paramos|deja|paro) (?:de )?(?:la |"
        r"el )?(?:sangr\w+|hemorragia)|se (?:esta )?desangr\w+|hemorragia|estoy sangrando|"
        r"esta sangrando",
        r"se (?:corto|clavo|hinco|incrusto|metio) (?:\w+ ){0,4}(?:machete|motosierra|sierra|"
        r"amoladora|hacha|vidrio|fierro|lampa|hoz|cuchillo)|me corte (?:feo|profundo|"
        r"con)|se corto (?:feo|profundo|el dedo|la mano|la pierna|el pie|la vena|la cabeza)",
        r"no siento (?:la mitad|un lado|mi lado|media|mi brazo|mis brazos|mis piernas|mi cuerpo|"
        r"el cuerpo)|se le (?:\w+ )?(?:torcio|fue|chueco|jalo|paralizo) (?:la )?(?:boca|cara|"
        r"mitad)|(?:cara|boca) (?:torcida|chueca)|(?:derrame|paro cardiaco)|se (?:le|me) (?:durmio|"
        r"duerme) (?:medio|la mitad|la cara|un lado|el brazo|la boca)",
        r"(?:duele|dolor|aprieta|presion|opresion|punzada) (?:\w+ ){0,4}pecho|"
        r"(?:le|me|nos) (?:esta )?(?:dio|dando|da) un (?:infarto|derrame|paro)",
        r"(?:necesito|necesitamos|llam\w+|manden?|mandar|envien?|urgente|pidan|venga|"
        r"traigan) (?:a )?(?:una |la )?ambulancia|^(?:una |la )?ambulancias?(?: \w+){0,2}$|"
        r"(?:numero|telefono) de (?:la |una )?ambulancia|emergencia medica|"
        r"(?:necesito|necesitamos|llamen|urge) (?:a )?(?:un |una )?(?:medico|doctor|"
        r"doctora) (?:urgente|ya|rapido)",
        rf"{ONE} atropell\w+|atropell(?:o|aron) (?:a|al)\b|fue atropellad[oa]",
        rf"(?:esta por|a punto de|{GO}|esta) (?:dar|dando) a luz|"
        r"(?:labor|trabajo|dolores) de parto|(?:rompi|revent)\w* (?:la |su )?(?:fuente|bolsa)|"
        r"(?:ten\w+|tiene|con|empez\w+) (?:\w+ )?contracciones|"
        r"(?:esta (?:pariendo|naciendo)|ya (?:\w+ )?(?:va a nacer|viene|nace) (?:mi|el|la|"
        r"su) (?:bebe|hijo|hija|wawa))|va nacer (?:mi |el |la |su )?(?:bebe|hijo|wawa)|(?:esta|"
        r"estoy|va) (?:\w+ ){0,2}de parto|se (?:le|me) (?:adelanto|sale) (?:el|la|mi) (?:bebe|"
        r"parto|wawa)|embarazad[oa] (?:\w+ ){0,4}(?:sangr|se cayo|dolor|duele|desmay|"
        r"se siente)|(?:aborto|aborte) (?:\w+ ){0,3}sangr",
        r"(?:pic|mord|piko|muerd)(?:o|io|ido|ado|aron|ieron) (?:una?|la|el|unas|"
        rf"las) (?:\w+ )?{SNAKE}|{SNAKE} (?:me |le |lo |la )?(?:pico|mordio|ataco|atacaron)\b",
        r"(?<!me )(?:se |me )?(?:cay[oe]|caimos|cayeron|caido) (?:\w+ )?(?:al|en el|en la|a un|"
        rf"a una|en un|en una|a la) {_WATER}\b|(?:arrastro|llevo|lleva|jalo|"
        r"arrastra) (?:el (?:rio|mar|agua|huaico)|la (?:corriente|ola|crecida))|(?:no sale|"
        r"no lo (?:veo|vemos)) (?:del|en el) (?:agua|rio|mar)|se (?:estan? )?(?:ahogando|ahogan|"
        r"hundiendo)|se (?:hundio|volteo|volco|esta hundiendo) (?:el|la|un|una|nuestro) (?:bote|"
        r"lancha|balsa|canoa|peque)|me ahogo\b",
        rf"{KIN} (?:\w+ ){{0,2}}se cayo (?:de|del|al|desde)\b|"
        r"(?:se cayo|me cai|cayo) (?:de|del|desde) (?:la |el |un |una |mi )?(?:techo|andamio|"
        r"arbol|caballo|moto|segundo|tercer|cuarto|escalera|cerro|azotea|balcon|ventana|burro|"
        r"poste)",
        rf"se (?:golpeo|rompio|fracturo|partio|disloco|abrio|torcio) (?:\w+ ){{0,2}}{_BONE}|"
        rf"me (?:golpee|rompi|fracture|parti) (?:\w+ ){{0,2}}{_BONE}|"
        r"hueso (?:\w+ )?(?:afuera|salido|roto)|(?:lo|la|me|le|nos) aplast\w+|aplastad[oa]s?\b",
        r"(?:choque|choco|chocamos|chocaron|volco|volcaron|volteo|volcadura|despisto|embarranco|"
        rf"accidente|accidento|accidentamos) (?:\w+ ){{0,3}}{_VEHICLE}\b|"
        rf"{_VEHICLE} (?:\w+ ){{0,2}}(?:se )?(?:choco|volco|volteo|despisto|embarranco|nos choco|"
        r"cayo al (?:abismo|rio|barranco))|nos (?:chocamos|volcamos|accidentamos|"
        r"volteamos)|(?:tuve|tuvo|tuvimos|tuvieron|sufrio|sufri) un (?:\w+ )?accidente\b|"
        r"se accidento",
        r"quemo con (?:\w+ )?(?:agua|aceite|leche|sopa|cohete|acido|gasolina|caldo)|"
        rf"se quem(?:o|aron) (?:mi|la|su|el) (?:{CHILD}|cara|mano|manos|cuerpo|pie|pierna|brazo)|"
        r"(?:se|me) quem[oe] (?:feo|todo el cuerpo|la cara|las manos|el cuerpo)|agua hirviendo",
        r"electrocut\w+|(?:le|me|lo) (?:\w+ )?(?:paso|agarro|dio|agarra) (?:la )?corriente|"
        r"paso corriente a|descarga electrica|cayo un rayo|rayo (?:le |lo |la |me )?(?:cayo|mato|"
        r"quemo|parti\w+)|(?:monoxido|gases toxicos)",
        r"(?:le|me|lo|la|nos) (?:\w+ ){0,2}(?:metieron|dieron|clavaron|cayo|metio|clavo|"
        r"pego) (?:\w+ )?(?:balazos?|cuchillo|cuchillazo|punaladas?|punalada|tiros?|"
        r"machetazos?)|acuchill\w+|apunal\w+|(?:baleado|baleada)\b",
        r"se (?:\w+ )?(?:atoro|atraganto|atorando|atragantando|atora) (?:con|un|una|y|mi|"
        rf"el)\b(?! (?:papel|impresora|disco|cable|archivo))|{KIN} (?:\w+ ){{0,2}}se (?:esta "
        r")?(?:atorando|atragantando|atraganto)",
        r"(?:esta|estan|estoy|quedo|quedaron) (?:muy |gravemente |mal |todo )?herid[oa]s?\b|"
        r"hay (?:\w+ )?heridos?\b",
        r"fiebre (?:\w+ )?(?:alta|de (?:39|40|41)|39|40|41)|(?:39|40|41) de fiebre|"
        rf"{CHILD} (?:\w+ ){{0,3}}(?:mucha|harta|con) fiebre",
        r"(?:hincho|hinch\w+|inflo) (?:\w+ )?(?:la |toda la |su )?(?:garganta|lengua|cara)|"
        r"reaccion alergica|coma diabetico|(?:esta|quedo|cayo) en coma\b|deshidratad[oa]\b",
    ),
}
TOLD: Patterns = {
    "ambulance": (
        r"(?:accidente|choque) (?:muy )?(?:grave|fuerte|feo|en la)|"
        r"(?:hay|hubo|paso) un (?:accidente|choque)|hay (?:muchos |varios |dos )?muert[oa]s|"
        r"(?:combi|bus|carro|camion|auto|moto)\w* (?:\w+ ){0,3}(?:abismo|barranco)|"
        r"gente (?:herida|aplastada|tirada)|alguien (?:se )?(?:cayo|desmayo|herido|tirado)",
    ),
}
NAMED: Patterns = {
    "ambulance": (
        r"infarto|derrame cerebral",
        rf"^(?=.*\b(?:ayuda|urgente|auxilio|rapido|por favor)\b)(?=.*\b{KIN} (?:\w+ )?(?:esta|"
        r"se siente|se puso) (?:muy )?(?:mal|fri[oa]|debil)\b(?! (?:en|con|de (?:plata|notas))\b))",
        # A person, and what is said of bodies in need, wherever the two stand.
        rf"^(?=.*\b{PERSON}\b)(?=.*\b(?:pulso|ties[oa]|corne\w+|cordon en el cuello|placenta|"
        r"(?:tirad|botad|tendid)[oa] en (?:el|la) (?:piso|suelo|calle|pista|cama|bano|vereda|"
        r"carretera|chacra)|calentura|espuma|(?:subio|bajo) (?:mucho )?la presion|azucar en|"
        r"no habla(?! (?:espanol|ingles|quechua|castellano|aymara|bien (?:el|espanol)))|"
        r"presion por las nubes|se (?:esta )?(?:poniendo|puso|pone) (?:fri|pali|mora|verd)\w+|"
        r"no se puede (?:parar|mover|levantar)|no puede levantarse|"
        r"(?:mucho|fuerte|horrible) dolor de (?:barriga|estomago|cabeza y)|apendic\w+|derrame|"
        r"como id[oa]|ensangrentad[oa]|herid[oa]|hueso|sobredosis|abort\w+|sin aire|botando agua|"
        r"ojos (?:abiertos|en blanco|volteados)|mordedura|picadura|se (?:esta )?hinch\w+|"
        r"quemadura|agua hirviendo|delir\w+|palid[oa]|vomit\w+ (?:y|verde|todo|mucho)|"
        r"no (?:puede|puedo) (?:hablar|pararse|moverse|mover|tragar)|fractur\w+|grave|agoniz\w+|"
        r"enchufe|se quedo (?:frio|tieso|sin aire|dormid[oa] y no)|trag(?:o|ue) (?:un|una) \w+|"
        r"de (?:8|9|ocho|nueve) meses|(?:le|me) cayo (?:un|una) (?:piedra|arbol|pared|muro|viga|"
        r"roca|palo|fierro|tronco)|se fue (?:al|por el) (?:abismo|"
        r"barranco)|machetazo|balazo|cuchillada|punalada)\b)",
    )
}
