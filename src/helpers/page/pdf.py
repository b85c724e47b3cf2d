"""Pages of a PDF with text → the edition's source text in reading order, and the articles in it.

The characters of a page, with their boxes and sizes, become lines; lines become columns between
gutters; columns and the heads that span them become article blocks; the blocks, in reading order,
become the source text that every span counts in. One form feed stands between two pages.
"""
