"""What may enter the library, and why not. Pure."""
