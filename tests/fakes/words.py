"""A small lexicon for tests that segment."""


class FakeLexicon:
    """Be a lexicon of a few words."""

    def __init__(self, *words: str) -> None:
        self.words: tuple[str, ...] = words or ("交通肇事罪", "民间借贷")
        self.stopwords = frozenset({"被告人", "认为"})
        self.boilerplate = ("本院依法组成合议庭",)
