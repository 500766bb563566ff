"""Behaviour events become decayed shares and section weights."""
