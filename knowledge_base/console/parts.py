"""What every page works with."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge_base.console.accounts.people import PeopleStore
from knowledge_base.console.accounts.sign_in import SignIn
from knowledge_base.console.accounts.tokens import TokenStore
from knowledge_base.console.audit import AuditLog
from knowledge_base.console.settings import ConsoleSettings
from knowledge_base.editing.drafts import DraftStore
from knowledge_base.evaluation.pinned import GoldenStore
from knowledge_base.live.runtime import KnowledgeBase


@dataclass(frozen=True)
class Parts:
    """The pod's knowledge base and the console's own stores.

    Each store raises NotReady until the database is open; a page of its own says so.
    """

    base: KnowledgeBase
    settings: ConsoleSettings

    @property
    def people(self) -> PeopleStore:
        """Who may sign in."""
        return PeopleStore(self.base.engine)

    @property
    def sign_in(self) -> SignIn:
        """How they do."""
        return SignIn(self.base.engine)

    @property
    def tokens(self) -> TokenStore:
        """What their programs use."""
        return TokenStore(self.base.engine)

    @property
    def drafts(self) -> DraftStore:
        """What is being written."""
        return DraftStore(self.base.engine)

    @property
    def golden(self) -> GoldenStore:
        """The questions that every new version of the index must go on answering."""
        return GoldenStore(self.base.engine)

    @property
    def audit(self) -> AuditLog:
        """What was changed."""
        return AuditLog(self.base.engine)
