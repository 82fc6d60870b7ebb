"""When a campaign's outcomes may be looked at: only on the days planned at its approval."""

from datetime import date

from core.results.model import WINDOW_OPEN, Look, Reason, Window


def looks(window: Window, planned: int) -> list[Look]:
    """Every planned look: at equal parts of the window, the last at its end."""
    windows = [
        Window(window.start, -(-window.days * number // planned))
        for number in range(1, planned + 1)
    ]
    nexts = [later.end for later in windows[1:]]
    return [
        Look(number, planned, one, next_on)
        for number, (one, next_on) in enumerate(zip(windows, [*nexts, None], strict=True), 1)
    ]


def open_look(planned: list[Look], *, today: date, known: date) -> Look | None:
    """The latest look whose day has come and whose sales are there; none: not yet."""
    past = [look for look in planned if look.window.end <= today and look.window.last <= known]
    return past[-1] if past else None


def locked(planned: list[Look], *, today: date, known: date) -> Reason:
    """Why no look is open: its day has not come, or its sales have not."""
    first = planned[0].window
    if today < first.end:
        return Reason(WINDOW_OPEN, {"until": first.end})
    if known == date.min:
        return Reason("no-sales", {"last": first.last})
    return Reason("not-covered", {"known": known, "last": first.last})
