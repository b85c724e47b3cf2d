"""Speech in quotation marks and who speaks."""

from helpers.facts.quotes.find import find_quotes
from helpers.facts.quotes.marks import Quotation, quotations

__all__ = ["Quotation", "find_quotes", "quotations"]
