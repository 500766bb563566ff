"""A model of a few words, made by hand: what is tested with it is where models go, not what they learn."""

import numpy as np

from localdb.ranking.features import word_id
from localdb.ranking.label_model import LabelModel


def small_model(*causes: str, values: int = 2) -> LabelModel:
    """Return a model that reads the same causes out of any text with one of its words, in order the likelier."""
    words = np.sort(np.array([word_id(word) for word in ("窃取", "香烟", "机动车")], np.uint32))
    bias = -np.arange(len(causes), dtype=np.float32)[None]
    return LabelModel(
        words,
        np.ones(len(words), np.float32),
        np.ones((len(words), values), np.int8),
        np.ones(values, np.float32),
        np.zeros(values, np.float32),
        np.array([word_id(cause) for cause in causes], np.uint32),
        np.zeros((1, values, len(causes)), np.float32),
        bias,
    )
