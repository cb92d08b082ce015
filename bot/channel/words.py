"""What the channel itself says when Rasa cannot; `segments` fits it to the phone."""

from __future__ import annotations

APOLOGY = "Disculpa, tuve un problema para responderte. Prueba otra vez en un minuto."
NOTHING_SAID = "Disculpa, no supe qué responder. Escribe AYUDA para ver qué puedo hacer."
# Below the first reply to a person, by channel: with a name of who runs the service and without
# one, and where the reply has said all but the name.
INTRODUCED_BY = {
    "whatsapp": "Soy un programa de *{operator}* para hallar hubs y cursos gratis. Tu número no se "
    "guarda en claro; escribe *BORRAR* y elimino tus datos.",
    "sms": "Soy un programa de {operator} para hallar hubs y cursos. BORRAR elimina tus datos.",
}
INTRODUCED = {
    "whatsapp": "Soy un programa para hallar hubs y cursos gratis. Tu número no se guarda en "
    "claro; escribe *BORRAR* y elimino tus datos.",
    "sms": "Soy un programa para hallar hubs y cursos. BORRAR elimina tus datos.",
}
RUN_BY = {
    "whatsapp": "Este servicio es de *{operator}*.",
    "sms": "Este servicio es de {operator}.",
}
# By intent: what may not wait for a repair.
WITHOUT_RASA = {
    "stop": "Listo, no te respondo más. Si quieres volver, escribe ALTA.",
    "start": "Te respondo otra vez. Escribe AYUDA para ver qué puedo hacer.",
    "delete_data": "Listo: borré tus mensajes y lo que recordaba de ti.",
    "emergency": "Si hay peligro, llama gratis: 105 policía, 106 ambulancia, 116 bomberos, "
    "100 violencia, 113 opción 5 salud mental. Soy un programa.",
}
