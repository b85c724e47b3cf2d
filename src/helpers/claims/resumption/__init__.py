"""Claims about work and production resuming, found in an article's figures (see ``find``)."""

from helpers.claims.resumption.find import find_resumption

__all__ = ["find_resumption"]
