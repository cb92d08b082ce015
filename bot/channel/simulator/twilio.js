// One message to the webhook exactly as Twilio posts it, and what the TwiML answer says.

import { measure } from "./gsm7.js";

const WEBHOOK = "/webhooks/twilio/webhook";
const PATIENCE_MS = 15_000;
// Twilio's own test number; nothing is ever sent to it.
const SERVICE = "+15005550006";

/** A failure with a sentence for the person at the page. */
export class Failure extends Error {}

function digits(count, alphabet) {
  const bytes = crypto.getRandomValues(new Uint8Array(count));
  return Array.from(bytes, (byte) => alphabet[byte % alphabet.length]).join("");
}

/** A number with the shape of a Peruvian mobile one. */
export function newNumber() {
  return `+519${digits(8, "0123456789")}`;
}

/** The fields of one message; `pin` is {latitude, longitude} or null. */
export function formOf(channel, number, body, pin) {
  const sid = `SM${digits(32, "0123456789abcdef")}`;
  const prefix = channel === "whatsapp" ? "whatsapp:" : "";
  const form = {
    MessageSid: sid,
    SmsSid: sid,
    AccountSid: `AC${"0".repeat(32)}`,
    From: prefix + number,
    To: prefix + SERVICE,
    Body: pin ? "" : body,
    NumMedia: "0",
    NumSegments: String(channel === "sms" ? measure(body).segments : 1),
  };
  if (channel === "whatsapp") Object.assign(form, { ProfileName: "Prueba", WaId: number.slice(1) });
  if (pin) Object.assign(form, { Latitude: pin.latitude, Longitude: pin.longitude });
  return form;
}

function sentenceFor(status) {
  if (status === 503) return "El asistente todavía se está preparando. Prueba en unos segundos.";
  if (status === 403) return "La firma no coincide. Revisa TWILIO_WEBHOOK_URL y TWILIO_AUTH_TOKEN.";
  if (status === 404) return "El simulador o el asistente no está en esta dirección.";
  if (status === 413) return "El mensaje es demasiado largo. Prueba con uno más corto.";
  return `El asistente no aceptó el mensaje (código ${status}).`;
}

async function post(path, options) {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const answer = await fetch(path, { method: "POST", signal, ...options });
    if (!answer.ok) throw new Failure(sentenceFor(answer.status));
    return await answer.text();
  } catch (error) {
    if (error instanceof Failure) throw error;
    const late = error.name === "TimeoutError";
    throw new Failure(
      late
        ? "El asistente tardó demasiado en responder."
        : "No hay conexión con el asistente. ¿Está encendido?",
    );
  }
}

function spoken(twiml) {
  const message = new DOMParser().parseFromString(twiml, "text/xml").querySelector("Message");
  return message ? message.textContent.trim() : "";
}

/** Sends a form and returns what the answer says, "" where it says nothing. Throws Failure. */
export async function send(form) {
  const signed = await post("/simulator/sign", {
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(form),
  });
  const headers = { "X-Twilio-Signature": JSON.parse(signed).signature };
  return spoken(await post(WEBHOOK, { headers, body: new URLSearchParams(form) }));
}
