"""robots.txt for runs of conditional requests: every page of a run is looked at, not only the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy import Request
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware

if TYPE_CHECKING:
    from scrapy.robotstxt import RobotParser

    from crawler.revalidation import Run


class RunRobotsMiddleware(RobotsTxtMiddleware):
    """Scrapy's own, for single requests. Of a run it takes out what is forbidden, to be asked for alone and refused."""

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Raise IgnoreRequest for a single request that is forbidden."""
        run: Run | None = request.meta.get("run")
        if run is None:
            super().process_request_2(rp, request)
        elif rp is not None:
            agent = self._robotstxt_useragent or self._default_useragent
            run.leave(
                at for at, entry in enumerate(run.entries) if not rp.allowed(entry.url, agent)
            )
