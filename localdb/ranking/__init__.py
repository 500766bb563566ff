"""What makes a case similar, in which order and tier it is shown, and why: pure rules over plain values.

Belongs here: features, axes, weights, tiers, effect, reasons, passages. Does not: the store, the index, sentences.
"""
