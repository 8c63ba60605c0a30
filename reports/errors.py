"""The one error that reports raise for people."""

from __future__ import annotations


class ReportError(Exception):
    """A report could not be made (报告生成失败). The message, in Chinese, says where, what was
    found and what to do.
    """
