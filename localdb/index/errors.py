"""What can be wrong with an index. The engine answers all of it by building the index again from the store."""


class IndexDamaged(Exception):
    """Tell that a file of the index is truncated, foreign or cannot be read."""


class IndexOutdated(Exception):
    """Tell that the index was built under another schema, dictionary or rule of segmentation."""
