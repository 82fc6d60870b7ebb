"""What is said of a failure nobody foresaw."""

from traceback import format_tb


def told(fault: BaseException) -> str:
    """What failed and where, without its words: those may hold addresses or a key."""
    return f"{type(fault).__name__}\n{''.join(format_tb(fault.__traceback__))}"
