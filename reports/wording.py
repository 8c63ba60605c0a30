"""Every enumerated value of results.json in Chinese words: the one place that pages and ledger take
them from.

A value that is not listed here (a file written by another version) is shown as it stands, never
dropped.
"""

from __future__ import annotations

from dataclasses import dataclass

from checks import fetch_words, recheck
from checks.reviews.model import DECISIONS
from checks.reviews.model import OUTCOMES as APPEAL_OUTCOMES


@dataclass(frozen=True, slots=True)
class VerdictWords:
    """How a verdict (判定) is shown: a word, a symbol that every Chinese font has, and what it
    means.
    """

    code: str
    word: str
    symbol: str
    meaning: str


# In the order of seriousness that a clause rolls its rules up by; so are they listed everywhere.
VERDICTS: dict[str, VerdictWords] = {
    words.code: words
    for words in (
        VerdictWords("fail", "不符合", "×", "网站上公布的内容不符合条款要求"),
        VerdictWords("partial", "部分符合", "△", "部分内容符合要求，按比例得分"),
        VerdictWords(
            "undetermined", "未能判定", "？", "应读的页面未读到，或缺日期等依据，不计失分"
        ),
        VerdictWords("manual", "待人工判定", "※", "只能由评估人员判定，所列线索供参考"),
        VerdictWords("pass", "符合", "√", "网站上公布的内容符合条款要求"),
        VerdictWords("waived", "已豁免", "○", "经署名人员豁免，有理由和期限"),
        VerdictWords("not_applicable", "不适用", "—", "不属于本网站或本期间的要求，不计分"),
    )
}


@dataclass(frozen=True, slots=True)
class PairWords:
    """How the state of a pair is shown: a word, a symbol, and its tone (good, bad or open)."""

    word: str
    symbol: str
    tone: str


PAIR_STATES = {
    "in_time": PairWords("按时", "√", "good"),
    "late": PairWords("超期", "×", "bad"),
    "present": PairWords("有", "√", "good"),
    "missing": PairWords("缺", "×", "bad"),
    "linked": PairWords("有链接", "√", "good"),
    "unlinked": PairWords("互无链接", "×", "bad"),
    "complete": PairWords("要素齐全", "√", "good"),
    "incomplete": PairWords("未写明", "△", "bad"),
    "open": PairWords("未能判定", "？", "open"),
}
"""States of pairs (配对状态); a test asks for every state's words."""

FINDINGS = ("fail", "partial")
"""Verdicts that lose points: the rows of the rectification ledger (整改台账)."""

OPEN = ("undetermined", "manual")
"""Verdicts that await a person (待人工判定)."""

UNCOUNTED = ("waived", "not_applicable")
"""Verdicts that neither earn nor lose points."""

CRAWL_STATES = {
    "complete": ("抓取完整", "计划内的页面均已读取。"),
    "partial": (
        "部分抓取",
        "有应读的页面未读到；凡可能因此误判的规则，一律列为“未能判定”，不计失分。",
    ),
    "failed": ("抓取失败", "首页和各入口页均未能打开，未作任何内容判定，不代表网站没有公开。"),
}

OUTCOMES = {outcome.value: words.meaning for outcome, words in fetch_words.OUTCOMES.items()}

OUTCOME_WORDS = {outcome.value: words.word for outcome, words in fetch_words.OUTCOMES.items()}
"""Outcomes as they stand behind a number: 7 页超时."""

ADVICE = {outcome.value: words.advice for outcome, words in fetch_words.OUTCOMES.items()}

ROLES = {role.value: word for role, word in fetch_words.ROLES.items()}

ANSWERED = tuple(outcome.value for outcome in fetch_words.OUTCOMES if outcome.answered)
"""Outcomes in which the site said what stands at the address; all others are unread (未读成)."""

NOT_ASKED = tuple(
    outcome.value for outcome, words in fetch_words.OUTCOMES.items() if not words.asked
)
"""Outcomes of requests that were not made."""

READINGS = {"read": "读全", "sampled": "按计划抽样", "partly": "部分读到", "unread": "未读"}

GONE = {"not_found": "地址已失效", "unlinked": "已无链接指向"}
"""How a page that is gone since the last crawl shows it."""

FAMILIES = {
    "trs": "TRS",
    "trs_fujian": "TRS（福建）",
    "jcms": "大汉 JCMS",
    "jpaas": "大汉 JPaaS",
    "gkmlpt": "政府信息公开目录平台",
    "vsb": "博达 VSB",
    "longxun": "龙讯",
    "eportal": "eportal",
    "postback": "ASP.NET 回传",
    "uuid_paths": "标识符地址",
    "generic": "通用读法",
}
"""CMS families; one without a name here is shown by its code."""

OBSERVABLE = {
    "full": "A：可由网站内容直接判定",
    "proxy": "A~：只核有无，质量须人工",
    "trace": "B：网站上只见痕迹，须人工判定",
    "none": "C：网站上看不到，不设规则",
}
"""The classes of clauses, by how far a website shows what they ask for."""

READING_RULES = (
    "每条规则只看网站公开的内容。标题、正文和栏目名称中的空格、全角半角不计较。",
    "“判定日”是评价所依据的那一天；“评价期间”是规则集规定的起止日期，含首尾两天。",
    "“同义名称”是各地网站对同一栏目的常用叫法，由程序所附的词表列明。",
    "应读的页面没有读到，不会因此判为不符合：结论取决于它的规则记为“未能判定”，不计失分。",
    "按比例给分的，得分保留两位小数。",
)
"""What holds of all rules: said once at the head of every page that explains them."""

UNVERIFIED = "未核原文"
"""The mark of law that is quoted second-hand or from memory."""

LEVELS = {"province": "省级", "city": "市级", "county": "县级", "town": "乡镇级"}

KINDS = {"government": "政府", "department": "部门", "zone": "开发区"}

SCORINGS = {"weighted": "加权得分制", "deduction": "扣分制"}

CHECKS = {
    "availability": "站点可用性",
    "columns_idle": "栏目不更新",
    "columns_outdated": "长期未更新栏目",
    "replies": "留言答复",
    "column": "栏目设置",
    "column_fresh": "栏目更新",
    "column_groups": "栏目分类",
    "columns_filled": "空白栏目",
    "column_features": "栏目功能",
    "homepage_fresh": "首页更新",
    "homepage_features": "首页要素",
    "site_search": "站内搜索",
    "on_request": "依申请公开渠道",
    "links_alive": "链接可用",
    "metadata_tags": "页面元数据",
    "manual": "人工判定",
    "documents": "文件数量",
    "published_by": "按期公布",
    "companion": "配套文件",
    "sections": "必备章节",
    "fields": "必备要素",
    "report_table": "年报表格勾稽",
    "stated_deadline": "事后限期公布",
    "consultation_period": "征求意见期限",
    "content_scan": "隐私信息扫描",
    "topics": "主题覆盖",
    "timely": "公开时效",
    "per_publisher": "分单位数量",
    "linked_set": "目录链接归集",
    "listed_links": "链接集中展示",
    "event_results": "活动结果公开",
    "decision_feedback": "决策意见采纳公开",
    "columns_tidy": "目录层级和重名",
    "thin_documents": "无内容稿件",
    "repeated_documents": "重复发布",
    "outdated": "失效废止标注",
    "gathered": "集中发布",
    "refusal_reasons": "不予采纳原因",
    "ipv6": "IPv6 支持",
    "publisher_sets": "各部门齐全",
    "none": "网站上看不到",
}
"""Check kinds by name, "none" for a clause without a rule; a test asks for every kind's."""

SETTINGS = {
    "ROBOTSTXT_OBEY": "遵守 robots.txt",
    "USER_AGENT": "访问标识",
    "DOWNLOAD_DELAY": "请求间隔（秒）",
    "DOWNLOAD_TIMEOUT": "单次请求时限（秒）",
    "CONCURRENT_REQUESTS_PER_DOMAIN": "每台主机同时请求数",
    "AUTOTHROTTLE_ENABLED": "自动限速",
    "DOWNLOAD_MAXSIZE": "单页上限（字节）",
    "ZWGK_PAGES": "页数预算",
    "ZWGK_MINUTES": "时间预算（分钟）",
    "ZWGK_BROWSER": "空壳页面用浏览器读取",
    "ZWGK_MEGABYTES": "流量预算（MB）",
}

MENDED = {code.value: word for code, word in recheck.WORDS.items()}
"""What `zwgk recheck` says of a finding."""

RECHECKS = ("已整改", "部分整改", "未整改", "申诉成立")
"""What the re-check column (复核结果) of the ledger may hold."""

RULING_KINDS = {"decision": "人工判定", "waiver": "豁免"}
"""What a person said of a finding."""

RULINGS = {code: word for word, code in DECISIONS.items()}
"""Decisions by their code."""

LAPSED = {
    "stale": "需复核，未计入：判定之后发现有变",
    "expired": "豁免已到期，不再有效",
    "waived": "因豁免而未计入",
    "superseded": "已被较新的一条取代",
    "withdrawn": "已撤销判定",
}
"""Why a decision or waiver does not count."""

LAPSED_NOTED = ("stale", "expired", "waived")
"""Those of them that a reader of the finding has to know; the others are its history."""

APPEALS = {code: word for word, code in APPEAL_OUTCOMES.items()}
"""What became of an appeal."""

HUMAN_VERDICTS = ("符合", "部分符合", "不符合", "不适用")
"""What a person may decide, as a printed scorecard offers it."""


def verdict_words(code: str) -> VerdictWords:
    """The words of a verdict; an unknown one is shown as its own code."""
    return VERDICTS.get(code) or VerdictWords(code, code, "·", "本版本不认识的判定")
