"""Threads, cancellation, newest-wins; the one door from the window to the engine.

Belongs here: on which thread work runs and how it comes back. Does not: what the work is (engine), what it looks like.
"""

from desktop.jobs.desk import Desk
from desktop.jobs.lanes import Job
from desktop.jobs.port import Engine

__all__ = ["Desk", "Engine", "Job"]
