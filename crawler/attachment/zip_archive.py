"""ZIP of files: the texts of its members one after the other, each under its name."""

from __future__ import annotations

from crawler.attachment import limits
from crawler.attachment.container import Container, Unpacking
from crawler.attachment.content import Content
from crawler.attachment.text import AttachmentText, Problem, Unreadable

_LITTER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
_LONGEST_NAME = 200
_SHOWN = 5
_KEPT = (Problem.ENCRYPTED, Problem.TOO_LARGE, Problem.SCANNED, Problem.DAMAGED)


def read(container: Container, nesting: int, unpacking: Unpacking) -> AttachmentText:
    """The texts of the members. What could not be read of them is named in `detail`, and is the archive's problem too:
    it may have held what is looked for. Raises Unreadable for an archive within too many others.
    """
    if nesting > limits.MAX_NESTING:
        raise Unreadable(Problem.TOO_LARGE, "压缩包嵌套过深，未读取")
    names = [name for name in container.names if not _is_litter(name)]
    content = Content()
    unread: list[tuple[str, AttachmentText]] = []
    for name in names[: limits.MAX_FILES]:
        shown = container.shown_name(name)[:_LONGEST_NAME]
        read_file = _member(container, name, shown, nesting, unpacking)
        if read_file.problem or read_file.detail:
            unread.append((shown, read_file))
        content.add_file(shown, read_file)
        if content.is_full:
            break
    read_all = content.finish("zip")
    if not names:
        read_all.problem, read_all.detail = Problem.DAMAGED, "压缩包中没有文件"
    elif len(names) > limits.MAX_FILES:
        read_all.problem = Problem.TOO_LARGE
        read_all.detail = f"压缩包内有{len(names)}个文件，只读取了前{limits.MAX_FILES}个"
    elif unread and read_all.problem is not Problem.TOO_LARGE:
        read_all.problem = next(
            (each for each in _KEPT if any(own.problem is each for _, own in unread)),
            unread[0][1].problem,
        )
        told = "；".join(f"{shown}：{own.detail}" for shown, own in unread[:_SHOWN])
        more = f"等{len(unread)}个文件" if len(unread) > _SHOWN else ""
        read_all.detail = f"压缩包内有文件未能读取（{told}）{more}"
    return read_all


def _member(
    container: Container, name: str, shown: str, nesting: int, unpacking: Unpacking
) -> AttachmentText:
    # Late, for the two call each other.
    from crawler.attachment.read import read_nested

    try:
        body = container.read(name)
    except Unreadable as reason:
        return AttachmentText(problem=reason.problem, detail=reason.detail)
    return read_nested(body, shown, "", nesting + 1, unpacking)


def _is_litter(name: str) -> bool:
    return any(part in name for part in _LITTER) or name.rpartition("/")[2].startswith("~$")
