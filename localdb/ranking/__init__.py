"""Pure rules of order: features, axes, tiers, effect, weights, reasons, passages. No I/O."""
