"""Places: regions, towns, villages, estates, roads, waters, hills and sites, and well-known names.

``known`` holds the well-known names, ``by_ending`` those that an ending tells (``stem`` and ``in_frame`` judge what stands before it),
``told`` and ``unsuffixed`` those that only the words around them tell; ``find`` puts them together.
"""

from helpers.facts.names.places.find import find_places

__all__ = ["find_places"]
