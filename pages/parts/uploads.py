"""A place for a file, and what it may be in words: those of the widget itself are English."""

from collections.abc import Iterable

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from pages.parts.frame import house, say


def ask_file(
    label: str, kinds: Iterable[str], *, key: str, most_megabytes: int | None = None
) -> UploadedFile | None:
    """Ask for one file; `kinds` are endings without the dot."""
    endings = list(kinds)
    most = most_megabytes or house().settings.upload_limit_mb
    given = st.file_uploader(label, type=endings, max_upload_size=most, key=key)
    named = ", ".join(ending.upper() for ending in endings)
    st.caption(say("frame-upload-kinds", kinds=named, most=most))
    return given
