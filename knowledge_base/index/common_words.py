"""Words that say nothing about a topic, or little, and what people write short."""

# SMS spellings and slips that are nobody's word for anything else.
SHORTHAND = {
    "q": "que",
    "k": "que",
    "qe": "que",
    "ke": "que",
    "x": "por",
    "xq": "porque",
    "xk": "porque",
    "pq": "porque",
    "d": "de",
    "n": "en",
    "m": "me",
    "t": "te",
    "s": "es",
    "tb": "tambien",
    "tmb": "tambien",
    "tmbn": "tambien",
    "tbn": "tambien",
    "pa": "para",
    "pra": "para",
    "xa": "para",
    "porfa": "favor",
    "porfis": "favor",
    "xfa": "favor",
    "xfis": "favor",
    "plis": "favor",
    "plz": "favor",
    "pls": "favor",
    "xfavor": "favor",
    "toy": "estoy",
    "tas": "estas",
    "sta": "esta",
    "kiero": "quiero",
    "qiero": "quiero",
    "quero": "quiero",
    "qro": "quiero",
    "kro": "quiero",
    "kisiera": "quisiera",
    "nesesito": "necesito",
    "nesecito": "necesito",
    "necesit": "necesito",
    "nsesito": "necesito",
    "kiere": "quiere",
    "komo": "como",
    "kmo": "como",
    "cmo": "como",
    "dnd": "donde",
    "dond": "donde",
    "ande": "donde",
    "dsd": "desde",
    "dsde": "desde",
    "cn": "con",
    "tngo": "tengo",
    "aser": "hacer",
    "acer": "hacer",
    "ago": "hago",
    "ai": "hay",
    "ay": "hay",
    "bn": "bien",
    "hoi": "hoy",
    "grax": "gracias",
    "grs": "gracias",
    "ayudenme": "ayuda",
    "ayudame": "ayuda",
    "mate": "matematica",
    "mates": "matematica",
    "fisi": "fisica",
    "quimi": "quimica",
    "bio": "biologia",
    "geo": "geografia",
    "comu": "comunicacion",
    "algebr": "algebra",
    "estadi": "estadistica",
    "compu": "computadora",
    "compus": "computadora",
    "pc": "computadora",
    "lap": "computadora",
    "laptop": "computadora",
    "lapto": "computadora",
    "cel": "celular",
    "celu": "celular",
    "cell": "celular",
    "fono": "celular",
    "tlf": "telefono",
    "telf": "telefono",
    "secu": "secundaria",
    "sec": "secundaria",
    "prim": "primaria",
    "cole": "colegio",
    "uni": "universidad",
    "insti": "instituto",
    "progra": "programacion",
    "prog": "programacion",
    "js": "javascript",
    "py": "python",
    "insta": "instagram",
    "ig": "instagram",
    "face": "facebook",
    "feis": "facebook",
    "fb": "facebook",
    "yt": "youtube",
    "wsp": "whatsapp",
    "wpp": "whatsapp",
    "wasap": "whatsapp",
    "wasa": "whatsapp",
    "guasap": "whatsapp",
    "watsap": "whatsapp",
    "whats": "whatsapp",
    "diapo": "diapositivas",
    "diapos": "diapositivas",
    "expo": "exposicion",
    "mnn": "manana",
    "pag": "pagina",
    "pags": "paginas",
    "pelis": "peliculas",
    "tuto": "tutorial",
    "tutos": "tutoriales",
    "ppt": "powerpoint",
    "ppts": "powerpoint",
    "msj": "mensaje",
    "msg": "mensaje",
    "sms": "mensaje",
    "pass": "contrasena",
    "passw": "contrasena",
    "cta": "cuenta",
    "info": "informacion",
    "vitae": "curriculum",
    "cv": "curriculum",
    "cvs": "curriculum",
    "email": "correo",
    "mail": "correo",
    "depa": "departamento",
    "1ro": "primero",
    "2do": "segundo",
    "3ro": "tercero",
    "3ero": "tercero",
    "4to": "cuarto",
    "5to": "quinto",
    "6to": "sexto",
    "1er": "primero",
    "1ero": "primero",
    "3er": "tercero",
}
# Words that say nothing about a topic, in Spanish, English and Quechua.
STOP_WORDS = frozenset(
    """
    a al ante asi con cual cuales como cuando de del desde donde e el ella ellas ellos en entre
    era es esa ese eso esta estan estas este esto estos estoy favor fue ha hace hacia han hasta
    hay he la las le les lo los mas me mi mis mucho muy nada ni no nos nosotros o otra otro para
    pero poco por porque pues que quien se sea ser si sin sobre solo son soy su sus tambien tan te
    tengo ti tiene tienen todo todos tu tus u un una unas uno unos usted ustedes va vamos voy y ya
    yo hola buenas buenos dias tardes noches gracias ok amigo amiga senor senorita profe profesor
    quiero quisiera queria quieren quiere necesito necesita necesitamos deseo desearia gustaria
    puedo puede pueden podria podrian debo hacer hago hacen haces haga ayuda ayudar ayudame dame
    deme dime digame diganme busco buscar buscando encontrar encontrare saber sabes interesa
    interesaria quisieramos queremos tienes tendra habra alguien algo algun alguna algunos bro
    causita manito oe oye pe ps compadre broder brother chochera senora caserito caserita sr
    sra srta nomas xd jaja porfavor saludos disculpe disculpa oiga bacan chevere pls altoque
    cuanto cuanta cuantos cuantas quienes adonde nuestro nuestra nuestros nuestras much many hoy
    ahora aqui ahi alli mismo misma nadie cada estamos sido siendo habia estaba the an and of to
    in for is are on at it my i you your do does how what where can want need would like please
    with from about some any hi hello help find looking get there this that these those be been
    was were not or if so we our us they them their she his her its by than then too very just
    also who whom whose which why did has have had will shall should could may might must into out
    up down over under here when whether today dont im munani munayki kay chay ima imayna maypi
    wan paq
    """.split()
)
# Words about learning itself: they count little beside a word that names a topic.
GENERIC_WORDS = frozenset(
    """
    aprender aprendo aprenda aprende aprendizaje aprendiendo estudiar estudio estudios estudiante
    estudiantes ensenar ensena ensenanza ensename ensenen curso cursos cursito clase clases
    leccion lecciones tutorial tutoriales taller talleres material materiales recurso recursos
    libro libros pdf video videos gratis gratuito gratuita gratuitos gratuitas libre online linea
    virtual virtuales internet web pagina paginas sitio sitios app apps aplicacion aplicaciones
    descargar bajar facil faciles rapido rapida bien mejor mejores bueno buena nuevo nueva cero
    principiante principiantes basico basica basicos basicas inicial intermedio avanzado avanzada
    nivel desde empezar empiezo comenzar inicio tema temas cosas informacion guia manual paso
    pasos usar uso utilizar manejar manejo conocer entender practicar practica ejercicios
    ejercicio ver leer nino ninos nina ninas hijo hija hijos joven jovenes adulto adultos mayor
    mayores gente persona personas peru peruano peruana learn learning study free course courses
    book books class lesson lessons tutorials beginner beginners basics basic easy start make
    making write create build use causa pata mano tio tia toque encuentro poder urgente compare
    yachay yachayta yachakuy yachachiy yachana
    """.split()
)
