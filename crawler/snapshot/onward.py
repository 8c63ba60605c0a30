"""Where a page leads, kept with it: a page that has not changed leads there again without being read anew."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from crawler.cms.family import FoundColumn, ListPage, ListRequest
from crawler.extract.frames import Frame

_PLAIN = (
    "end",
    "next_url",
    "next_form",
    "next_feed",
    "other_url",
    "other_form",
    "total",
    "family",
)
_EMPTY = ListPage()


@dataclass(slots=True)
class Onward:
    """How a page goes on: its list (None for a document's page; the rows are kept with the facts) and its frames.

    `is_echo` says that it shows what the page above it shows, so that its links are not followed.
    """

    listing: ListPage | None = None
    frames: list[Frame] = field(default_factory=list)
    is_echo: bool = False


def pack_onward(onward: Onward) -> str:
    """JSON text of all but the rows; "" for a page that leads nowhere by itself."""
    packed: dict[str, Any] = {}
    listing = onward.listing
    if listing is not None:
        packed["list"] = {
            name: value
            for name in _PLAIN
            if (value := getattr(listing, name)) != getattr(_EMPTY, name)
        }
        if listing.also:
            packed["also"] = [asdict(request) for request in listing.also]
        if listing.parts:
            packed["parts"] = [asdict(request) for request in listing.parts]
        if listing.columns:
            packed["columns"] = [asdict(column) for column in listing.columns]
    if onward.frames:
        packed["frames"] = [[frame.url, frame.name] for frame in onward.frames]
    if onward.is_echo:
        packed["echo"] = True
    return json.dumps(packed, ensure_ascii=False, separators=(",", ":")) if packed else ""


def unpack_onward(text: str) -> Onward:
    """What `pack_onward` packed; the rows of the list are to be filled in from the page's facts."""
    packed = json.loads(text) if text else {}
    frames = [Frame(url, name) for url, name in packed.get("frames", ())]
    onward = Onward(frames=frames, is_echo=packed.get("echo", False))
    if "list" in packed:
        onward.listing = ListPage(
            **packed["list"],
            also=[ListRequest(**request) for request in packed.get("also", ())],
            parts=[ListRequest(**request) for request in packed.get("parts", ())],
            columns=[
                FoundColumn(column["name"], ListRequest(**column["list"]), column["parent"])
                for column in packed.get("columns", ())
            ],
        )
    return onward
