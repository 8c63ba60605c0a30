"""Every outcome and role of a request in Chinese words, with what can be done about what was not
read: the one table that reasons, results.json, pages and docs/crawl-report.md take them from.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from crawler.snapshot.facts import Outcome, Role


@dataclass(frozen=True, slots=True)
class OutcomeWords:
    """An outcome (抓取结果) in words: `word` stands behind a number in a sentence, `meaning` heads
    a table, `advice` is one sentence on what can be done. `asked` False: the request was not made.
    """

    word: str
    meaning: str
    advice: str
    asked: bool = True


OUTCOMES = MappingProxyType(
    {
        Outcome.OK: OutcomeWords("正常", "正常读取", "已读到，无须处理。"),
        Outcome.NOT_FOUND: OutcomeWords(
            "页面不存在",
            "页面不存在（404 等）",
            "网站已明确答复，不影响判定；请网站主办单位修复或撤下指向它的链接。",
        ),
        Outcome.HTTP_ERROR: OutcomeWords(
            "服务器报错",
            "服务器返回错误",
            "改日加 --fresh 重新抓取；仍然报错的，请网站主办单位检修这些页面。",
        ),
        Outcome.TIMEOUT: OutcomeWords(
            "超时",
            "超时未响应",
            "换个时段加 --fresh 重新抓取，或用 -s DOWNLOAD_TIMEOUT=120 放宽时限；"
            "浏览器也打不开的，请网站主办单位检修。",
        ),
        Outcome.REFUSED: OutcomeWords(
            "拒绝连接",
            "连接被拒绝",
            "在抓取所用的机器上用浏览器打开核对：打得开的，加 --fresh 重新抓取；"
            "换一处网络才打得开的，请网站主办单位解除对本机地址的封锁。",
        ),
        Outcome.DNS: OutcomeWords(
            "域名无法解析",
            "域名无法解析",
            "核对网站清单的 url、hosts 和本机的域名解析；"
            "域名确已停用的，请网站主办单位改正指向它的链接。",
        ),
        Outcome.FIREWALL: OutcomeWords(
            "被防火墙拦截",
            "被防火墙页面拦截",
            "请网站主办单位把抓取所用的地址列入白名单；"
            "或在网站清单的 crawl 里把 delay 调大，改日加 --fresh 重新抓取。",
        ),
        Outcome.SCRIPT_SHELL: OutcomeWords(
            "只有脚本空壳",
            "空壳页面（须浏览器执行脚本）",
            "安装 zwgk[browser] 和 Chromium 后，用原命令加 --browser 再运行一次，只重新请求这些页面；"
            "仍读不到的，由评估人用浏览器打开核对，并可建议网站主办单位让内容不靠脚本也能看到。",
        ),
        Outcome.TOO_LARGE: OutcomeWords(
            "页面过大",
            "文件过大，未读取",
            "由评估人打开核对；或用 -s DOWNLOAD_MAXSIZE 放宽上限（字节），加 --fresh 重新抓取。",
        ),
        Outcome.BROKEN: OutcomeWords(
            "内容残缺",
            "内容残缺或无法解码",
            "加 --fresh 重新抓取；仍然残缺的，由评估人用浏览器核对，并请网站主办单位检修。",
        ),
        Outcome.REDIRECT_LOOP: OutcomeWords(
            "循环跳转",
            "循环跳转",
            "由评估人用浏览器打开核对；浏览器也打不开的，请网站主办单位改正跳转设置。",
        ),
        Outcome.OFF_SITE: OutcomeWords(
            "在清单未列的主机上，未抓取",
            "在清单未列的主机上，未抓取",
            "属于本站的，把主机名写入网站清单的 hosts 后重新运行；不属于本站的，不必处理。",
            asked=False,
        ),
        Outcome.PRIVATE: OutcomeWords(
            "在清单未列的内网地址上，未抓取",
            "在清单未列的内网或保留地址上，未抓取",
            "确属本站的，把该地址（连同端口）写入网站清单的 hosts 后重新运行；"
            "否则请网站主办单位改正指向内网的跳转或域名解析。",
            asked=False,
        ),
        Outcome.NO_TEXT: OutcomeWords(
            "文件没有可读的文字",
            "文件没有可读的文字（扫描件、加密文件等）",
            "由评估人打开文件核对；并可建议网站主办单位发布文字可以检索、复制的文件。",
        ),
        Outcome.ROBOTS: OutcomeWords(
            "robots.txt 不允许抓取",
            "robots.txt 不允许访问",
            "请网站主办单位在 robots.txt 中放行公开栏目；"
            "得其书面同意后，可加 -s ROBOTSTXT_OBEY=False 重新抓取。",
            asked=False,
        ),
        Outcome.OUT_OF_BUDGET: OutcomeWords(
            "超出抓取限额",
            "超出页数、时间或流量限额，未请求",
            "在网站清单的 crawl 里调大 pages、minutes 或 megabytes，加 --fresh 重新抓取。",
            asked=False,
        ),
    }
)
"""Words of every outcome; a test sees that none is missing."""

ROLES = MappingProxyType(
    {
        Role.HOME: "首页",
        Role.COLUMN: "栏目",
        Role.LIST: "列表续页",
        Role.FRAME: "框架页",
        Role.DOCUMENT: "文档",
        Role.ATTACHMENT: "附件",
        Role.SEARCH: "站内搜索",
    }
)
"""Words of every role; a test sees that none is missing."""
