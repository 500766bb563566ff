"""One judgment by section: outline, matches, copy with citation, adopt, dwell time."""
