"""What a person sees when something is not as it should be: a page, in words, with a way out."""

from __future__ import annotations

import logging

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from knowledge_base.console.access import open_to_anybody
from knowledge_base.live.runtime import NotReady

log = logging.getLogger(__name__)


def add_pages(console: Blueprint) -> None:
    """Answer every error under the console with a page."""
    console.register_error_handler(CSRFError, _other_session)
    console.register_error_handler(HTTPException, _refused)
    console.register_error_handler(NotReady, _not_ready)
    console.register_error_handler(OperationalError, _database_away)
    console.register_error_handler(Exception, _failed)

    # What fits no other route; else the pod's own JSON would answer.
    @console.route("/<path:_rest>", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
    @open_to_anybody
    def unknown(_rest: str) -> ResponseReturnValue:
        return page(404, _("Esta página no existe."), _("Quizá el enlace está incompleto."))


def page(status: int, what: str, hint: str = "") -> ResponseReturnValue:
    """Return the page of an error: what happened, and what can be done."""
    return render_template("console/error.html", status=status, what=what, hint=hint), status


def keep_private(response: Response) -> Response:
    """Keep pages out of every cache; the files that they use may stay in the browser's."""
    if request.endpoint != "console.static":
        response.headers["Cache-Control"] = "no-store"
    return response


def _other_session(_error: CSRFError) -> ResponseReturnValue:
    hint = _("Vuelve atrás, recarga la página y envía otra vez: lo que escribiste sigue ahí.")
    return page(400, _("El formulario es de otra sesión."), hint)


def _refused(error: HTTPException) -> ResponseReturnValue:
    code = error.code or 500
    if code < 400:
        return error.get_response()
    what = {
        400: _("El pedido no se entiende."),
        403: _("Tu rol no permite hacer esto."),
        404: _("Esto no existe, o ya no."),
        405: _("Esta página no admite eso."),
        413: _("El archivo es demasiado grande."),
        429: _("Demasiados pedidos seguidos."),
    }.get(code, _("No se puede atender así."))
    hint = {
        403: _("Pide a quien administra la consola que cambie tu rol."),
        413: _("El máximo es 20 MB."),
        429: _("Espera un minuto y sigue."),
    }.get(code, "")
    return page(code, what, hint)


def _not_ready(_error: NotReady) -> ResponseReturnValue:
    return page(503, _("La consola está arrancando."), _("Recarga en unos segundos."))


def _database_away(error: OperationalError) -> ResponseReturnValue:
    log.error("the database does not answer", exc_info=error)
    hint = _("No se guardó nada a medias. Intenta otra vez en un momento.")
    return page(503, _("La base de datos no responde."), hint)


def _failed(error: Exception) -> ResponseReturnValue:
    log.error("a page failed: %s", request.endpoint, exc_info=error)
    hint = _("No es culpa tuya. Ya quedó anotado; intenta otra vez en un momento.")
    return page(500, _("Algo falló de nuestro lado."), hint)
