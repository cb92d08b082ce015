"""What every table of the knowledge base's database belongs to; each room defines its own."""

from __future__ import annotations

from sqlalchemy import MetaData

metadata = MetaData()
