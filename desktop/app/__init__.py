"""Wiring: the application object, logging, the crash file, the demo run.

Belongs here: what happens before there is a window and after it. Does not: what the window does (shell).
"""
