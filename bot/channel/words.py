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
# What a message ends with whose rest comes with MÁS; in GSM-7 by SMS.
GO_ON_SMS = {"es": " MAS", "en": " MORE", "qu": " ASWAN"}
GO_ON_WHATSAPP = "Escribe *MÁS* para seguir leyendo."
# By kind of `attachments`: what came without words.
MEDIA = {
    "image": "Gracias por la foto. Todavía no puedo ver imágenes: cuéntame en palabras qué "
    "necesitas, por ejemplo HUBS EN HUANTA.",
    "video": "Gracias por el video. Todavía no puedo ver videos: cuéntame en palabras qué "
    "necesitas, por ejemplo HUBS EN HUANTA.",
    "audio": "Gracias por tu audio. Todavía no puedo escuchar mensajes de voz: escríbeme lo "
    "mismo en pocas palabras, por ejemplo HUBS EN HUANTA.",
    "document": "Gracias por el archivo. Todavía no puedo abrir documentos: cuéntame en palabras "
    "qué necesitas, por ejemplo QUIERO APRENDER EXCEL.",
    "sticker": "¡Qué buen sticker! Yo solo leo palabras: escribe AYUDA para ver qué puedo hacer.",
    "contact": "Recibí un contacto y no lo guardo ni escribo a otras personas. Dime qué "
    "necesitas, o escribe AYUDA.",
    "file": "No puedo abrir lo que enviaste. Cuéntame en palabras qué necesitas, o escribe AYUDA.",
}
# Of more than 20 messages within a minute, once.
TOO_MANY = "Recibí muchos mensajes tuyos seguidos. Espera un minuto y te respondo otra vez."
# More people write at once than can be answered.
BUSY = "Ahora mismo me escriben muchas personas. Prueba otra vez en un minuto, por favor."
