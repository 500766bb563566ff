"""The matters in hand: list, opening, properties, issues, triggers."""
