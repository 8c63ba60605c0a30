"""Titles about a thing that are not the thing itself: headlines of the news (新闻标题), and notices that give orders to do
it (布置工作的通知: 关于做好…工作的通知, 关于报送…的通知).

区领导督查重点任务落实情况 reports on progress; 重点任务落实情况 is the progress. A title is taken for a headline by what it
says happened (召开, 举行, 到…调研), by who acts in it (我区…, 区教育局组织…, 某镇：…), or by words that only the
news uses (助力, 扎实推进, 综述). A title in the form of a document (关于…的通知) is none, nor one that ends in what a
document calls itself (…进展情况, …公告), unless an official acts in it. Names quoted in 《》 do not speak for a title.
"""

from __future__ import annotations

import re
from functools import lru_cache

_LONGEST = 300
_QUOTED = re.compile(r"《[^《》]{0,200}》|[“\"][^“”\"]{0,60}[”\"]")
_TAIL = re.compile(
    r"(?:[（(【\[][^（()）【】\[\]]{0,30}[)）】\]]|\d{0,4}|[一二三四五六七八九十、.。!！]){0,3}$"
)
_REPORTED = "情况|结果|进展|进度|公示|公告|通告|通知|通报|报告|答复|批复|决定|说明|函|令|纪要|统计|数据|反馈|征集"
_ITSELF = f"{_REPORTED}|名单|目录|清单|公报|问答|指南|年报|表|预算|决算"
_NAMED = "方案|办法|细则|规定|规划|计划|要点|意见|措施|预案|指引|须知|解读|纲要|标准|规范|条例|章程|制度|汇编|规程|政策"
_ENDS_REPORTED = re.compile(rf"(?:{_REPORTED})$")
_ENDS_NAMED = re.compile(rf"(?:{_ITSELF}|{_NAMED})$")
_HAPPENED = re.compile(
    r"召开|举行|举办|主持|出席|动员会|动员大会|推进会|推进大会|调度会|部署会|现场会|座谈会|专题会|汇报会|观摩会|培训会|培训班|"
    r"专题会议|推进会议|工作会议|学习会|启动仪式|揭牌|授牌|签约仪式|集中签约|成功签约|现场办公|率队|带队|圆满|热议|掠影|侧记|综述|纪实|巡礼|风采|"
    r"(?:开展|组织|参加)[^，。]{0,40}?(?:宣传|宣讲|宣教|学习|慰问|志愿服务)活动$|走进|(?<![促推引改跟])进(?:校园|社区|企业|农村|机关)|演练"
)
_WHO = r"领导|书记|[省市县区镇乡]长|主任|局长|常委|部长|人大代表|政协委员|区政协|县政协|市政协|人大常委会|指挥部|一行|组长"
_DOES = r"督查|督导|督察|检查|视察|考察|调研(?!报告)|走访|慰问|察看|调度|指导|强调|部署|听取|宣讲|参观|观摩|巡查|研究"
_OFFICIAL = re.compile(
    rf"(?:{_WHO})[^关，。]{{0,15}}?(?:{_DOES})|(?:到|赴|深入)[^关，。]{{1,20}}?(?:{_DOES})"
)
_EAGER = re.compile(
    r"(?:局|委|办|中心|政府|镇|街道|部门|[我全][省市县区镇])"
    r"(?:组织(?!机构|架构|结构|体系|法)|积极|认真|多措并举|多举措|扎实|切实|有序|迅速|大力|主动(?!公开)|精准(?!扶贫|脱贫)|强力|全力|"
    r"持续|着力|深入|纵深)"
)
_OWN_PLACE = re.compile(r"^我[省市县区镇]")
_SPEAKER = re.compile(
    r"^[^:：]{1,13}(?:局|镇|街道|办事处|办|委|中心|学校|医院|社区|村|公司|区|县|市)[:：]"
)
_NEWS_WORDS = re.compile(
    r"助力|全力|奋力|扎实|抓实|抓细|做实|做细|做优|抓好|擦亮|跑出|按下|赋能|护航|添彩|谱写|聚力|发力|凝聚|绘就|织密|筑牢|"
    r"逆势|喜获|荣获|再创|火热|正酣|如火如荼|暖人心|暖民心|解难题|点赞|显成效|见实效|落地生根|提质增效|打赢|阻击战|惠及|(?:再|又)(?:次|度)?(?:提高|提升|提标|上调|上涨)|涨了|送上|送去|送来"
)


@lru_cache(maxsize=65536)
def is_headline(title: str) -> bool:
    """Whether a title is that of news about something, and not of the thing itself. White space does not matter.

    >>> is_headline("区领导督查重点任务落实情况"), is_headline("2020年重点任务落实情况")
    (True, False)
    """
    text = _TAIL.sub("", _QUOTED.sub("", "".join(title[:_LONGEST].split())), count=1)
    before = text.partition("关于")[0] if _ENDS_NAMED.search(text) else text
    happened = _HAPPENED.search(before) or _OFFICIAL.search(before)
    if before != text or "印发" in text or text.startswith("转发"):
        return bool(happened)
    if happened:
        return True
    if _EAGER.search(text) and not _ENDS_REPORTED.search(text):
        return True
    if _ENDS_NAMED.search(text):
        return False
    return bool(_OWN_PLACE.search(text) or _SPEAKER.search(text) or _NEWS_WORDS.search(text))


_ORDER = re.compile(
    r"关于(?:进一步|切实|认真|扎实|全面|继续|深入|抓紧|及时|集中)*"
    r"(?:做好|开展|报送|上报|编制|组织|征集|申报|填报|召开|举办|举行|参加|部署|启动)"
    r"[^《》]{0,120}(?:通知|函|方案)$"
    r"|印发[^》]{0,120}(?:工作方案|实施方案|落实方案|活动方案|任务分工|任务分解|分工方案|分解方案|落实意见)[^》]{0,10}》?(?:的通知)?$"
    r"|关于[^《》]{0,60}(?:分工|分解)[^《》]{0,20}(?:通知|意见|方案)$"
)


@lru_cache(maxsize=65536)
def is_order(title: str) -> bool:
    """Whether a title is that of a notice that orders others to do something, and not what they were to do.

    >>> is_order("关于报送权责清单的通知"), is_order("关于公布权责清单的通知")
    (True, False)
    """
    text = _TAIL.sub("", "".join(title[:_LONGEST].split()), count=1)
    return _ORDER.search(text) is not None
