"""The court's feed: its shards, its keys, who publishes it and who reads it (FEED.md).

Belongs here: what lies in a feed, and what of it may be trusted. Does not: what becomes of a case (engine).
"""
