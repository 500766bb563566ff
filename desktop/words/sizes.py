"""Sizes in words. Belongs here: numbers of bytes as people read them."""


def size_words(size: int) -> str:
    """Write a number of bytes for people."""
    if size < 1024:
        return f"{size} B"
    step = min((size.bit_length() - 1) // 10, 3)
    return f"{size / 1024**step:.1f} {('KB', 'MB', 'GB')[step - 1]}"
