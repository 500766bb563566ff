"""The Chinese sentence for each typed error, tier, state and reason. Qt-free."""
