"""The graph of the matter in hand as a small picture (案情图), where each element can be corrected.

Belongs here: what the picture shows and how it is drawn. Does not: reading the graph (engine), storing (jobs), what a
correction does to the search (shell).
"""

from desktop.picture.panel import PicturePanel

__all__ = ["PicturePanel"]
