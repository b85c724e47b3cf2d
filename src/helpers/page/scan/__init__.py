"""Pictures of pages, read column by column with the optional extra ``scan``."""

from helpers.page.scan.reader import read_scan

__all__ = ["read_scan"]
