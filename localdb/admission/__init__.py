"""What may enter the library, and why not. Pure."""

from localdb.admission.content import content_hash
from localdb.admission.rules import SAMPLE_MARK, is_sample, refusal_of

__all__ = ["SAMPLE_MARK", "content_hash", "is_sample", "refusal_of"]
