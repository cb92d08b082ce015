// The two phones: what is typed, what is shown, what is waited for.

import { describe } from "./gsm7.js";
import { richText } from "./rich_text.js";
import { Failure, formOf, newNumber, send } from "./twilio.js";

const NO_ANSWER = "(sin respuesta)";
const EMPTY = "Un SMS: 160 caracteres GSM-7 o 70 UCS-2";
const template = document.getElementById("phone");
const clock = new Intl.DateTimeFormat("es-PE", { hour: "2-digit", minute: "2-digit", hour12: false });

function spaced(number) {
  return number.replace(/^(\+51)(\d{3})(\d{3})(\d{3})$/, "$1 $2 $3 $4");
}

/** "-12.94, -74.25" as fields, or null when it is not two numbers on Earth. */
export function readPin(text) {
  const found = /^\s*(-?\d{1,2}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(text);
  if (!found || Math.abs(found[1]) > 90 || Math.abs(found[2]) > 180) return null;
  return { latitude: found[1], longitude: found[2] };
}

class Phone {
  constructor(place) {
    this.channel = place.dataset.channel;
    place.append(template.content.cloneNode(true));
    const part = (name) => place.querySelector(`[data-part="${name}"]`);
    this.place = place;
    [this.log, this.input, this.state, this.number, this.meter, this.dialog, this.coordinates] = [
      "log", "input", "state", "number", "meter", "dialog", "coordinates",
    ].map(part);
    this.wrong = part("wrong");
    this.name(part);
    this.listen(part);
    this.renew();
  }

  name(part) {
    const label = this.channel === "sms" ? "SMS" : "WhatsApp";
    part("title").textContent = label;
    this.log.setAttribute("aria-label", `Mensajes por ${label}`);
    this.input.setAttribute("aria-label", `Mensaje por ${label}`);
    part("chips").setAttribute("aria-label", `Mensajes de ejemplo por ${label}`);
    this.meter.hidden = this.channel !== "sms";
  }

  listen(part) {
    part("compose").addEventListener("submit", (event) => {
      event.preventDefault();
      this.say(this.input.value);
      this.input.value = "";
      this.count();
    });
    this.input.addEventListener("input", () => this.count());
    part("chips").addEventListener("click", ({ target }) => {
      const chip = target.closest("button");
      if (chip) this.say(chip.textContent);
    });
    part("renew").addEventListener("click", () => this.renew());
    this.listenToPins(part);
  }

  listenToPins(part) {
    part("pin").addEventListener("click", () => {
      this.wrong.hidden = true;
      this.dialog.showModal();
    });
    part("close").addEventListener("click", () => this.dialog.close());
    part("towns").addEventListener("click", ({ target }) => {
      const town = target.closest("button");
      if (town) this.share(town.dataset, town.dataset.name);
    });
    part("typed").addEventListener("submit", (event) => {
      event.preventDefault();
      const pin = readPin(this.coordinates.value);
      this.wrong.hidden = pin !== null;
      if (pin) this.share(pin, "Ubicación");
      else this.coordinates.focus();
    });
  }

  renew() {
    this.phoneNumber = newNumber();
    this.waiting = 0;
    this.number.textContent = spaced(this.phoneNumber);
    this.log.replaceChildren();
    this.note("Teléfono nuevo: nadie ha escrito todavía desde este número.");
    this.count();
    this.show();
  }

  count() {
    this.meter.textContent = this.input.value ? describe(this.input.value) : EMPTY;
  }

  show() {
    const typing = this.waiting > 0;
    this.state.textContent = typing ? "escribiendo…" : "en línea";
    this.place.classList.toggle("typing", typing);
    this.log.scrollTop = this.log.scrollHeight;
  }

  add(element) {
    this.log.append(element);
    this.show();
    return element;
  }

  note(text, kind = "note") {
    const element = document.createElement("p");
    element.className = kind;
    element.textContent = text;
    return this.add(element);
  }

  bubble(from, content, counted) {
    const element = document.createElement("article");
    element.className = `bubble ${from}`;
    const said = document.createElement("div");
    said.className = "said";
    said.append(...content);
    const foot = document.createElement("footer");
    foot.append(...this.facts(counted));
    const who = document.createElement("span");
    who.className = "unseen";
    who.textContent = from === "me" ? "Tú: " : "Asistente: ";
    element.append(who, said, foot);
    return this.add(element);
  }

  facts(counted) {
    const measured = this.channel === "sms" && counted ? [describe(counted)] : [];
    return [...measured, clock.format(new Date())].map((fact) => {
      const element = document.createElement("span");
      element.textContent = fact;
      return element;
    });
  }

  say(text) {
    if (!text.trim()) return;
    this.bubble("me", richText(text, this.channel), text);
    this.deliver(formOf(this.channel, this.phoneNumber, text, null));
  }

  share({ latitude, longitude }, name) {
    this.dialog.close();
    const icon = document.getElementById("pin-icon").content.cloneNode(true);
    const where = document.createElement("strong");
    where.textContent = name;
    const exact = document.createElement("span");
    exact.className = "exact";
    exact.textContent = `${latitude}, ${longitude}`;
    this.bubble("me", [icon, where, exact], "").classList.add("place");
    this.deliver(formOf(this.channel, this.phoneNumber, "", { latitude, longitude }));
  }

  async deliver(form) {
    const number = this.phoneNumber;
    this.waiting += 1;
    this.show();
    let show;
    try {
      const said = await send(form);
      show = () =>
        said ? this.bubble("them", richText(said, this.channel), said) : this.note(NO_ANSWER);
    } catch (error) {
      const sentence = error instanceof Failure ? error.message : "Algo falló en esta página.";
      show = () => this.failed(sentence, form);
    }
    // The answer to a phone that was thrown away is nobody's any more.
    if (number !== this.phoneNumber) return;
    this.waiting -= 1;
    show();
  }

  failed(sentence, form) {
    const note = this.note(sentence, "note failure");
    const again = document.createElement("button");
    again.type = "button";
    again.textContent = "Reintentar";
    // The same form with the same MessageSid, as Twilio repeats one.
    again.addEventListener("click", () => {
      note.remove();
      this.input.focus();
      this.deliver(form);
    });
    note.append(" ", again);
    this.show();
  }
}

for (const place of document.querySelectorAll("[data-channel]")) new Phone(place);
