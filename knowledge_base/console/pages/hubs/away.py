"""What editors read while the register of hubs cannot be reached."""

from __future__ import annotations

import logging

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from knowledge_base.console import errors
from knowledge_base.console.clients.recommender import NoAccess, RecommenderAway, UnknownHub

log = logging.getLogger(__name__)


def add(routes: Blueprint) -> None:
    """Answer what goes wrong between the pods with a page."""
    routes.register_error_handler(RecommenderAway, _away)
    routes.register_error_handler(UnknownHub, _unknown)


def why(error: RecommenderAway) -> str:
    """Say what is wrong in a sentence; what cannot be shown to editors goes to the log."""
    log.warning("the recommender cannot be asked: %s", error)
    if isinstance(error, NoAccess):
        return str(
            _(
                "La consola no tiene la clave del registro de hubs. Quien opera el servicio debe "
                "poner RECOMMENDER_SERVICE_TOKEN en los dos servicios."
            )
        )
    return str(_("El registro de hubs no responde. Intenta otra vez en un momento."))


def _away(error: RecommenderAway) -> ResponseReturnValue:
    if request.headers.get("HX-Request"):
        return render_template("console/hubs/_away.html", why=why(error)), 200
    return errors.page(503, _("Los hubs no se pueden ver ahora."), why(error))


def _unknown(_error: UnknownHub) -> ResponseReturnValue:
    hint = _("Quizá otra persona lo quitó del registro.")
    return errors.page(404, _("Este hub no está en el registro."), hint)
