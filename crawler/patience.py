"""Asking again: what may pass, after how long, and for how long a host is left alone when it asks for that."""

from __future__ import annotations

from collections import defaultdict

from crawler.snapshot.facts import Outcome

PAUSES = (10, 60)  # before a second and a third try, in delays between two requests
LONGEST_WAIT = 120.0  # seconds; a server that asks for more is not asked again
LONGEST_WAITS = 900.0  # seconds, all waits of a host together
_PASSING = (Outcome.TIMEOUT, Outcome.REFUSED, Outcome.BROKEN, Outcome.DNS)
_PASSING_STATUS = frozenset({408, 429, 500, 502, 503, 504})


def may_pass(outcome: Outcome, status: int | None) -> bool:
    """Whether a failure may be one of the moment: not a missing page, a firewall's, a forbidden or too large one."""
    return outcome in _PASSING or (outcome is Outcome.HTTP_ERROR and status in _PASSING_STATUS)


class Patience:
    """How long one site's failed requests wait for another try. `delay` is the seconds between two requests to a host."""

    def __init__(self, delay: float) -> None:
        self._delay = delay
        self._waited: dict[str, float] = defaultdict(float)

    def pause(self, outcome: Outcome, attempts: int, host: str, wait: float | None) -> float | None:
        """The seconds until a failed request may be made again; None when it is not to be.

        `attempts` counts the further tries that were made; `wait` is what the server asked for, None when it did not.
        """
        # A time-out has cost its time already, and a name seldom comes back: these are tried once more, others twice.
        if attempts >= (1 if outcome in (Outcome.TIMEOUT, Outcome.DNS) else len(PAUSES)):
            return None
        if wait is None:
            return PAUSES[attempts] * self._delay
        self._waited[host] += wait
        if wait > LONGEST_WAIT or self._waited[host] > LONGEST_WAITS:
            return None
        return max(wait, PAUSES[attempts] * self._delay)
