"""The same zone in other words: columns and titles as another office would name them."""

from __future__ import annotations

from demo.sites.content.zone.site import compliant
from demo.sites.model import Area, FamilyName, SiteContent

_COLUMNS = {
    "gfxwj": "规范性文件",
    "gwhwj": "政策文件",
    "xzfg": "法律法规",
    "wjql": "文件清理",
    "ghjh": "发展规划",
    "sswgh": "规划纲要",
    "zxgh": "专项规划",
    "kjgh": "城乡规划",
    "lsgh": "历年规划",
    "gzjz": "重点工作推进",
    "zdxm": "重大项目建设",
    "yshj": "营商环境",
    "cxf": "商务信息",
    "czxx": "预决算公开",
    "qzqd": "权力清单和责任清单",
    "jgzn": "机构设置",
    "ggws": "医疗卫生",
    "ggqsy": "公共企事业单位",
    "jyta": "建议提案",
    "rdjy": "人大建议",
    "zxta": "提案办理",
    "zdjc": "重大决策公开",
    "hygk": "会议信息",
    "yjzj": "民意征集",
    "jgfk": "征集结果",
    "bzml": "基层政务公开标准化规范化",
    "gkgz": "政务公开组织管理",
    "sjkf": "公共数据开放平台",
    "zfxxgknb": "政府信息公开年报",
    "bsfw": "政务服务",
}
_TITLES = {
    "gh145": "关于印发《{a}“十四五”规划》的通知",
    "gh135": "{a}“十三五”发展规划",
    "zx1": "关于印发{a}教育事业发展“十四五”规划的通知",
    "kj1": "{a}核心区控制性详细规划",
    "dn1": "我区召开新旧动能转换“三年初见成效”新闻发布会",
    "gg1": "{a}管理体制和运行机制改革进展情况通报",
    "zdxm-20210420": "一季度重点项目建设推进情况",
    "zdxm-20210721": "上半年重大项目建设进度",
    "zdxm-20211020": "前三季度省市重点项目进展",
    "yh1": "2021年度工业企业技改补助资金拨付名单",
    "yh2": "助企纾困政策落实情况",
    "yh3": "行政许可事项下放和取消目录",
    "yh4": "推行“互联网+监管”工作情况",
    "yh5": "企业开办“全程网办”服务指南",
    "xf1": "关于培育新型消费热点的实施意见",
    "ys2021": "{a}2021年财政预算公开",
    "js2020": "关于{a}2020年财政决算的公开",
    "zw2020": "{a}政府债务信息公开（2020年）",
    "yq1": "{s}疫情防控指挥部第12号通告",
    "jk1": "健康云江行动（2019—2030年）实施方案",
    "jk2": "夏季肠道传染病防治小知识",
    "qsy1": "关于贯彻落实公共企事业单位信息公开规定的通知",
    "qsy2": "政府信息公开申诉处理办法",
    "tj-nb": "图解{a}2020年政府信息公开工作年度报告",
    "sxh": "养老服务政策热点问答",
    "jy1": "关于市十九届人大五次会议第132号建议办理情况的函复",
    "ta1": "关于对市政协十五届五次会议第205号提案的答复意见",
    "jyzt": "2021年度建议提案办理工作情况",
    "ml2021": "{a}管委会2021年度重大决策事项目录",
    "fk-gg": "关于户外广告设施管理办法征求意见情况的说明",
    "hy-gs": "企业和群众代表列席管委会主任办公会议（第12次）",
    "hy-tc": "利益相关方代表列席管委会主任办公会议（第21次）",
    "ql2021": "关于公布现行有效规范性文件和政策性文件目录的通知",
    "bz1": "应急管理领域政务公开事项标准目录（修订）",
    "yd2021": "2021年政务公开工作任务分解表",
}


def reworded(site_id: str, area: Area, family: FamilyName) -> SiteContent:
    """The compliant zone, its columns and many of its documents under other names."""
    site = compliant(site_id, area, family)
    for key, name in _COLUMNS.items():
        site.column(key).name = name
    for key, title in _TITLES.items():
        site.document(key).title = title.format(a=area.name, s=area.short)
    site.footer["six"] = "IPv6 支持"
    return site
