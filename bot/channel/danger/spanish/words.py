"""The words that the Spanish patterns share, as regular expressions."""

from __future__ import annotations

ONE = r"(?:me|nos|le|les|lo|la|los|las|te)"
IS = (
    r"(?:(?:esta|estan|estaba|estaban|estuvo|acaba de|acaban de|vuelve a|volvio a|sigue|siguen|"
    r"anda|andan|viene|vienen|ha|han|empezo a|quiere|quieren|quiso) )?"
)
GO = r"(?:va|van|iba|iban) a"
PARTNER = (
    r"(?:espos[oa]|marido|mujer|pareja|enamorad[oa]|novi[oa]|ex|exesposo|exnovio|expareja|"
    r"exenamorado|conviviente|saliente|flac[oa]|firme)"
)
PARENT = r"(?:papa|papi|papito|padre|padrastro|mama|mami|mamita|madre|madrastra|viej[oa]|taita)"
RELATIVE = (
    r"(?:ti[oa]|tiit[oa]|abuel[oa]|abuelit[oa]|abue|herman[oa]|hermanit[oa]|hermanastro|hno|hna|"
    r"prim[oa]|primit[oa]|hij[oa]|hijit[oa]|bebe|bebita|bebito|bb|sobrin[oa]|sobrinit[oa]|niet[oa]|"
    r"nietecit[oa]|cunad[oa]|suegr[oa]|yerno|nuera|padrino|madrina|ahijad[oa]|wawa|familia)"
)
NEAR = (
    r"(?:vecin[oa]|vecinit[oa]|amig[oa]|companer[oa]|causa|profe|profesor|profesora|maestr[oa]|"
    r"auxiliar|director|jefe|jefa|patron|patrona|entrenador|pastor|cura|alumn[oa])"
)
STRANGER = (
    r"(?:hombres?|mujer|senor|senora|senorita|tipos?|tipas?|sujetos?|viejo|viejito|borracho|"
    r"chic[oa]s?|nin[oa]s?|ninit[oa]s?|persona|personas|gente|alguien|muchach[oa]s?|joven|man|"
    r"ancian[oa]|pasajeros?)"
)
KIN = rf"(?:{PARTNER}|{PARENT}|{RELATIVE}|{NEAR}|{STRANGER})"
FAMILY = rf"(?:{PARTNER}|{PARENT}|{RELATIVE})"
# Who may have power over a child.
ELDER = (
    r"(?:padrastro|papa|papi|padre|tio|abuelo|abuelito|padrino|primo|hermanastro|hermano mayor|"
    r"cunado|profe|profesor|maestro|auxiliar|director|entrenador|pastor|cura|vecino|jefe|patron|"
    r"senor|hombre|viejo|tipo|adulto|mayor|amigo de mi (?:papa|mama|hermano)|"
    r"(?:novio|pareja|enamorado|esposo|marido) de mi (?:mama|hermana|tia))"
)
CHILD = (
    r"(?:hij[oa]s?|hijit[oa]s?|nin[oa]s?|ninit[oa]s?|bebes?|bebit[oa]|bb|niet[oa]s?|sobrin[oa]s?|"
    r"sobrinit[oa]s?|hermanit[oa]s?|wawa|menor|chiquit[oa])"
)
# Someone of whom something is told, or the writer.
PERSON = (
    rf"(?:(?:mi|mis|su|sus|un|una|al|el|la|nuestr[oa]) (?:\\w+ )?{KIN}|me|nos|le|les|estoy|estamos)"
)
ANIMAL = (
    r"(?:vacas?|toros?|ganado|oveja|llamas?|alpacas?|gallinas?|pollos?|cuy|cuyes|chancho|cerdos?|"
    r"perr(?:o|a|ito|ita)|gat(?:o|a|ito|ita)|caballo|burro|conejos?|peces|plantas?|animales?|"
    r"mascota|tractor)"
)
MACHINE = (
    r"(?:celular|cel|telefono|pantalla|laptop|lap|compu|computadora|computador|pc|equipo|tablet|"
    r"bateria|cargador|router|modem|wifi|internet|senal|impresora|teclado|mouse|usb|disco|placa|"
    r"fuente|foco|programa|sistema|pagina|web|app|aplicacion|juego|windows|android|zoom|whatsapp|"
    r"excel|word|archivo|memoria|ventilador|servidor|carro de juguete|cuenta|chat)"
)
PLACE_AFIRE = (
    r"(?:casas?|viviendas?|edificio|colegio|escuela|mercado|tienda|bosque|cerro|monte|chacra|"
    r"cocina|cuarto|techo|local|galeria|fabrica|carro|auto|bus|combi|camion|moto|mototaxi|campo|"
    r"pasto|pastizal(?:es)?|poste|cables?|hospital|posta|iglesia|almacen|deposito|pueblo|barrio|"
    r"cuadra|granja|grifo|puesto|negocio|choza|sala|cama|colchon|departamento|dpto|depa|taller|"
    r"aula|salon|hotel|vecin[oa]s?|tod[oa])"
)
WEAPON = (
    r"(?:arma|armas|pistola|pistolas|revolver|fierro|escopeta|fusil|cuchillo|cuchillos|navaja|"
    r"machete|machetes|hacha|verduguillo|botella rota|pico de botella|gasolina)"
)
POISON = (
    r"(?:veneno|lejia|clorox|raticida|racumin|campeon|insecticida|plaguicida|pesticida|herbicida|"
    r"fungicida|folidol|paraquat|glifosato|kerosene|kerosen|petroleo|gasolina|acido|thinner|tiner|"
    r"soda caustica|aguarras|desinfectante|quitaesmalte|detergente|metanol|alcohol metilico|pilas?|"
    r"mataratas)"
)
SNAKE = (
    r"(?:vibora|serpiente|culebra|arana|alacran|escorpion|shushupe|jergon|loro machaco|naca naca|"
    r"cascabel|isula|perro|perros|abejas|avispas|murcielago)"
)
MERRY = (
    r"(?:de (?:la |tanta |tanto |pura |puro )?(?:risa|hambre|calor|frio|verguenza|amor|ganas|sueno|"
    r"aburrimiento|sed|nervios|envidia|emocion|felicidad|alegria|ternura|cansancio|curiosidad|"
    r"miedo con)|por (?!culpa|eso|sobredosis)(?:\w+r\b|un|una|el|la|ella|ti|saber))"
)
