"""Behaviour events become decayed shares and section weights."""

from localdb.profile.attention import attend

__all__ = ["attend"]
