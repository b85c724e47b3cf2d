"""Names of people, organisations and places."""

from helpers.facts.names.find import find_names

__all__ = ["find_names"]
