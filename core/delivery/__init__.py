"""Handing messages over, once each, and being honest about the ones in doubt."""
