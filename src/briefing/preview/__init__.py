"""A local page that shows an edition while its story is written: slides, pages and letter, made again on each save.

folder ─watch─▶ slides painted from the plan ─push─▶ browser;  pages, letter and proof follow from a second process
"""
