"""People: candidates made certain by their neighbours and by the rest of the page.

``certain`` weighs the candidates against each other, ``called``, ``again``, ``address`` and ``misprints`` find those that the page
names in ways of their own; ``find`` puts them together with what the modules beside this package find.
"""

from helpers.facts.names.people.find import find_people

__all__ = ["find_people"]
