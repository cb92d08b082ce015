"""Texts to vectors: the bilingual encoder that ships, and any sentence-transformers model."""
