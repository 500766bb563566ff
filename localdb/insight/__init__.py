"""Counting over the whole library: sums and gaps. Pure; cases and courts come as plain values."""
