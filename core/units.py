# SPDX-License-Identifier: Apache-2.0
"""Units and how they are written. Memory is bytes inside and GiB (2^30) on screen; a download's GB is 10^9.

The figures are written as the person's language does: `23,5 GiB` in German.
"""

from rigwise.core.words import number, phrase

KIB = 1 << 10
MIB = 1 << 20
GIB = 1 << 30
GB = 10**9


def gib(n_bytes: float) -> float:
    """Bytes as GiB."""
    return n_bytes / GIB


def format_gib(n_bytes: float, digits: int = 1) -> str:
    """`23.5 GiB`; a small positive amount is `<0.1 GiB`, never `0.0 GiB`."""
    value = n_bytes / GIB
    smallest = 10**-digits
    if 0 < value < smallest / 2:
        return f"<{number(smallest, f'.{digits}f')} GiB"
    return f"{number(value, f'.{digits}f')} GiB"


def format_gb(n_bytes: float, digits: int = 1) -> str:
    """A download's size, `16.1 GB` (10^9); below a tenth, `5.5 MB`."""
    if 0 < n_bytes < GB / 10:
        return f"{number(n_bytes / 10**6, '.1f')} MB"
    return f"{number(n_bytes / GB, f'.{digits}f')} GB"


def format_tokens(tokens: int) -> str:
    """`131,072`."""
    return number(tokens)


def format_requests(requests: float) -> str:
    """`1 request at once`, `12 requests at once`: whole ones, as what is left over serves no further one in full."""
    count = int(requests)
    return (
        phrase("units", "1 request at once")
        if count == 1
        else phrase("units", "{count:,} requests at once").format(count=count)
    )


def format_age(seconds: float) -> str:
    """`3 minutes`, `2 hours`, `5 days`: what stands before "ago"."""
    for size, one, many in (
        (86400, phrase("age", "{n} day"), phrase("age", "{n} days")),
        (3600, phrase("age", "{n} hour"), phrase("age", "{n} hours")),
        (60, phrase("age", "{n} minute"), phrase("age", "{n} minutes")),
    ):
        if seconds >= size:
            count = int(seconds // size)
            return (one if count == 1 else many).format(n=count)
    return phrase("age", "a moment")
