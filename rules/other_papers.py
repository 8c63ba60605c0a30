"""Titles of papers that concern a thing by name and are never the thing itself (别种文书): permits for a building, tenders,
environmental reviews, rosters of a leading group, replies to proposals, penalties, recruitment, party life, contests, expert
opinions and risk assessments of decisions, budgets of departments, drafts out for comment, and interpretations.

养老服务中心建设工程规划许可证批后公告 is no policy of elderly care, and 对关于加强养老服务的提案的答复 is none either. They
are told by the form that such papers always take. Names quoted in 《》 do not speak for a title, but a draft does
(《养老服务办法（征求意见稿）》).
"""

from __future__ import annotations

import re
from functools import lru_cache

_LONGEST = 300
_QUOTED = re.compile(r"《[^《》]{0,200}》")
_TAIL = re.compile(r"(?:[（(【\[][^（()）【】\[\]]{0,30}[)）】\]]|\d{1,4}){0,3}$")
_DRAFT = re.compile(
    r"征求意见稿|送审稿|(?:征求|征集|征询).{0,80}(?:意见|建议)[^，。]{0,6}(?:公告|通告|通知|公示|启事|函)$"
)
_FORMS = re.compile(
    # 许可、规划核实
    r"(?:规划|施工|用地|排污|预售|用海)许可(?:证|阶段|事项)?[^，。]{0,12}(?:公告|公示|公布|信息)$"
    r"|(?:用地预审|选址意见|规划条件|规划核实|竣工验收|竣工规划)[^，。]{0,16}(?:公告|公示|公布|意见书)$|批[前后]公[示布告]$"
    # 招标采购
    r"|(?:招标|中标|成交|流标|废标|比选|询价|磋商|竞价|采购)[^，。]{0,16}(?:公告|公示|通知书|结果|意向)$"
    # 环评
    r"|环境影响[^，。]{0,24}(?:公示|公告|受理|批复|审批意见)$|环评[^，。]{0,12}(?:公示|公告)$"
    # 领导小组、专班等的成立和人员
    r"|(?:成立|调整|组建|充实)[^，。]{0,60}(?:领导小组|专班|指挥部|联席会议|委员会)[^，。]{0,20}(?:通知|函)?$"
    r"|(?:领导小组|专班|指挥部|联席会议)[^，。]{0,8}(?:成员|组成人员|名单)[^，。]{0,8}$"
    # 建议提案的答复
    r"|(?:提案|建议)[^，。]{0,12}(?:答复|复函|回复)[^，。]{0,6}$"
    # 处罚、招聘
    r"|行政处罚(?:案件|案件信息|信息|结果)?(?:决定|公示|公开|告知|听证)|招聘[^，。]{0,14}(?:工作人员|教师|医护|医生|护士|辅警|编外)"
    # 党务、赛事
    r"|党支部|党总支|主题党日|党员大会|知识竞赛|有奖(?:竞答|问答|答题)|征文|摄影(?:大赛|比赛)|演讲(?:大赛|比赛)"
    # 决策过程中的材料
    r"|(?:专家(?:论证|评审|咨询)|(?:社会)?(?:稳定)?风险评估|合法性审查|公平竞争审查)[^，。]{0,24}(?:意见书?|报告|情况|结论|结果|说明|公示)$"
    r"|决策背景$|必要性$"
    # 部门预决算
    r"|(?:局|委|办|办公室|中心|部门|单位|街道|镇)\d{0,4}(?:年度?)?(?:部门|单位)?(?:预算|决算)(?:公开|说明|公开说明)?$"
)
_INTERPRETED = re.compile(
    r"(?:政策|文件|文字|专家|部门|视频|动漫|图文|媒体|的|^)解读$|^[【\[]?(?:政策|文件|文字|专家|部门|视频|动漫|图文|媒体)?解读[】\]:：|丨]"
    r"|图解|一图|答记者问$|政策问答$|起草说明$|编制说明$"
)


@lru_cache(maxsize=65536)
def is_other_paper(title: str) -> bool:
    """Whether a title is that of a paper of another kind about a thing. White space does not matter.

    >>> is_other_paper("养老服务中心建设工程规划许可证批后公告"), is_other_paper("养老服务设施建设补贴公告")
    (True, False)
    """
    whole = "".join(title[:_LONGEST].split())
    text = _TAIL.sub("", _QUOTED.sub("", whole), count=1)
    return bool(_DRAFT.search(whole) or _FORMS.search(text) or _INTERPRETED.search(text))
