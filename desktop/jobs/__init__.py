"""Threads, cancellation, newest-wins; the one door from the window to the engine."""
