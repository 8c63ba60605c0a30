"""What a lost rule is called in a circular (通报): the wording of such findings, by the kind of check."""

from __future__ import annotations

from reports.model import FindingOutline

_TAILS = {
    "column": "设置不规范",
    "column_groups": "设置不全",
    "column_features": "功能不全",
    "column_fresh": "更新不及时",
    "columns_idle": "更新不及时",
    "columns_outdated": "更新不及时",
    "homepage_fresh": "更新不及时",
    "columns_filled": "存在空白",
    "columns_tidy": "不规范",
    "homepage_features": "要素不全",
    "metadata_tags": "要素不全",
    "sections": "内容不全",
    "fields": "要素不全",
    "topics": "覆盖不全",
    "report_table": "数据对不上",
    "links_alive": "存在失效链接",
    "site_search": "不可用",
    "on_request": "不健全",
    "replies": "答复不及时",
    "documents": "未公开或数量不足",
    "per_publisher": "部分单位未公开或数量不足",
    "published_by": "公开不及时",
    "stated_deadline": "公开不及时",
    "timely": "公开不及时",
    "companion": "未一一对应或未按时公开",
    "linked_set": "未一一对应",
    "event_results": "结果未公开",
    "decision_feedback": "未公开意见采纳情况或未按时公开",
    "consultation_period": "期限不足",
    "listed_links": "未集中展示",
    "gathered": "未集中公开",
    "outdated": "未及时标注",
    "refusal_reasons": "未说明理由",
    "content_scan": "存在泄露个人信息的风险",
    "thin_documents": "内容空泛",
    "repeated_documents": "重复发布",
}


def problem_words(finding: FindingOutline) -> str:
    """The problem in one phrase, as “政府信息公开专栏”一项设置不规范."""
    return f"“{finding.title or finding.rule}”一项{_TAILS.get(finding.check, '落实不到位')}"
