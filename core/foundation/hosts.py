"""Which hosts are this very machine."""

from ipaddress import ip_address


def is_loopback(host: str) -> bool:
    """Whether a host name or address is this very machine. An empty one means “all”."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
