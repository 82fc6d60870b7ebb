"""The code editor's program: one file, and the link under which a browser keeps it."""

import hashlib
from pathlib import Path
from typing import Final

BUNDLE: Final = Path(__file__).with_name("code") / "bundle.js"
# Another program has another link, so that a browser may keep this one for ever.
LINK: Final = f"assets/code-{hashlib.sha256(BUNDLE.read_bytes()).hexdigest()[:12]}.js"
