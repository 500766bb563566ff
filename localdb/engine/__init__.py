"""Use cases, one file each: the only door for desktop. No rules of its own, no SQL, no sentences."""
