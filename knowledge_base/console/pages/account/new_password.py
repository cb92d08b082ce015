"""The form in which somebody chooses a password, and why one is not taken."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import PasswordField, ValidationError
from wtforms.validators import InputRequired, Length

from knowledge_base.console.access import person
from knowledge_base.console.accounts.passwords import WeakPassword, check_strength

_MISSING = lazy_gettext("falta escribirla")
_NEW = {"autocomplete": "new-password"}
_LONG = lazy_gettext("es demasiado larga")


class PasswordForm(FlaskForm):
    """The password of now, and a new one twice."""

    now = PasswordField(
        lazy_gettext("Contraseña de ahora"),
        [InputRequired(_MISSING), Length(max=300, message=_LONG)],
        render_kw={"autocomplete": "current-password"},
    )
    new = PasswordField(lazy_gettext("Contraseña nueva"), [InputRequired(_MISSING)], render_kw=_NEW)
    again = PasswordField(
        lazy_gettext("La nueva, otra vez"), [InputRequired(_MISSING)], render_kw=_NEW
    )

    def validate_new(self, field: Any) -> None:
        """Refuse one that is guessed, or the one of now."""
        try:
            check_strength(field.data, person().name)
        except WeakPassword as error:
            raise ValidationError(str(error)) from None
        if field.data == self.now.data:
            raise ValidationError(lazy_gettext("debe ser distinta de la de ahora"))

    def validate_again(self, field: Any) -> None:
        """Refuse a slip of the hand."""
        if field.data != self.new.data:
            raise ValidationError(lazy_gettext("no es igual a la nueva"))
