"""Go to another version of the index, back or forward."""

from __future__ import annotations

from knowledge_base.index.built import load
from knowledge_base.index.encoders.encoder import Encoder
from knowledge_base.index.versions import IndexVersions
from knowledge_base.resources.store import ResourceStore


def activate(version: str, versions: IndexVersions, store: ResourceStore, encoder: Encoder) -> None:
    """Search `version` from now on; raises UnknownVersion or UnusableIndex.

    Forward to the newest there is nothing to keep away; further back, what had changed goes.
    """
    load(versions.path(version), encoder)
    newest = max((about.version for about in versions.all()), default=version)
    versions.activate(version, None if version == newest else store.revision())
