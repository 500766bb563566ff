"""What may enter the library, and why not. Pure."""

from localdb.admission.content import content_hash
from localdb.admission.rules import flags_of, is_sample, refusal_of

__all__ = ["content_hash", "flags_of", "is_sample", "refusal_of"]
