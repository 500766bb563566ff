"""Wiring: the application object, logging, the crash file, the demo run."""
