"""The same county in other words: columns and titles as another editor would have named them."""

from __future__ import annotations

from demo.sites.content.taishan.county import compliant
from demo.sites.faults.fault import resort
from demo.sites.model import Area, FamilyName, SiteContent

COLUMNS = {
    "cyl": "产业链链长制",
    "cxf": "扩大消费",
    "hjbh": "环境质量",
    "lsdt": "碳达峰碳中和",
    "wmwz": "稳外贸稳外资",
    "qkgs": "拖欠中小企业账款",
    "zcb": "政策清单",
    "shjz": "社会救助领域",
    "zfbz": "保障性住房",
    "ylfw": "养老托育",
    "zdxx": "土地征收",
    "ggqsy": "公共企事业单位",
    "zfwjk": "政策文件库",
    "xmt": "新媒体矩阵",
    "zfgb": "电子公报",
    "zdgkjbml": "政府信息主动公开基本目录",
}

#: Titles by key; {a} is the area's name, {s} its short name, {r} 县 or 区.
TITLES = {
    "px4": "{a}2023年政务公开工作任务清单",
    "cyl1": "2023年{a}产业链链长制工作推进成效",
    "xf1": "“惠享{s}”家电以旧换新活动公告",
    "xf3": "{a}关于进一步促进汽车消费的若干政策",
    "hj3": "{a}地表水水质月报（2023年3月）",
    "hj6": "{a}地表水水质月报（2023年6月）",
    "hj9": "{a}地表水水质月报（2023年9月）",
    "td1": "{a}“十四五”节能减排实施方案",
    "wm1": "今年前三季度全{r}跨境电商交易额突破3亿元",
    "wm2": "关于申报2023年度外经贸发展专项资金的通知",
    "zcb1": "{a}关于落实“稳中向好、进中提质”政策清单（第一批）的实施意见",
    "zd-pf": "关于{a}第二水厂供水工程项目核准的批复",
    "zd-jz": "2023年第四季度省市重点项目推进情况",
    "gq10": "{a}国资系统落实国企高质量发展十条措施情况",
    "wjb1": "{a}惠企政策汇编（2023年版）",
    "zk2022": "{a}财政局关于2022年度拖欠中小企业账款情况的公告",
    "jd-xf3": "关于《{a}关于进一步促进汽车消费的若干政策》的解读",
    "jd-xf1": "图解：家电以旧换新活动怎么参加",
    "jd-td1": "《{a}“十四五”节能减排实施方案》解读",
    "jd-wm2": "2023年度外经贸发展专项资金政策问答",
    "jd-zcb1": "“稳中向好、进中提质”政策清单（第一批）答记者问",
    "jy1": "{a}2023年补贴性职业技能培训机构名单公示",
    "jy2": "城乡公益性岗位拟安置人员公示（2023年第一批）",
    "jy3": "关于2023年一次性创业补贴拟发放名单的公示",
    "jy4": "新就业形态劳动者参保缴费补贴申领指南",
    "jy-sj": "{a}校外培训机构专项治理情况",
    "jyly-20200706": "关于做好2023年小学一年级和初中一年级新生入学工作的通知",
    "mb1": "{a}校外培训机构收费项目和标准一览",
    "mb2": "民办学校规范办学公开承诺",
    "mb3": "{a}民办中小学办学许可证信息",
    "jd-rx": "2023年小学一年级新生入学政策问答",
    "bz2023": "关于公布2023年城乡低保等社会救助对象保障标准的通知",
    "zf-jh": "{a}2023年保障性租赁住房筹集计划",
    "zf-bt": "公共租赁住房租赁补贴申请须知",
    "yl-jg": "关于2023年养老服务机构综合检查情况的通报",
    "jd-yl": "动漫解读：{a}养老服务设施建设补贴办法",
    "fbh2": "{a}“就业优先”政策媒体吹风会",
    "ml2020": "{a}人民政府办公室关于公布2023年度重大行政决策事项目录的通知",
    "lx-31": "公众代表、媒体代表列席{r}政府第31次常务会议",
    "lx-33": "{r}政府第33次常务会议邀请利益相关方列席",
    "lx-38": "企业家代表列席{r}政府第38次常务会议",
    "lx-40": "政协委员、市民代表列席{r}政府第40次常务会议情况",
    "zb-42": "直播回放：{r}政府第42次常务会议审议有关议题",
    "pg3": "关于《{a}城乡居民临时救助实施办法》执行情况的评估报告",
    "pg4": "《{a}户外广告设施设置管理办法》政策后评估结果",
    "pg5": "《{a}农村生活垃圾分类管理办法》实施效果评价结果及运用情况",
    "zd-gg": "关于{a}2023年第6批次城市建设用地拟征收土地的公告",
    "zd-fa": "征地补偿安置公告（2023年第2号）",
    "ml-jy": "{a}教育系统公共企事业单位公开事项清单",
    "ml-ws": "{a}公立医院和基层医疗机构公共企事业单位公开目录",
    "ml-jt": "{a}城市公交、客运公共企事业单位公开目录",
    "ml-zj": "{a}供热、燃气企业公共企事业单位主动公开目录",
    "jbml20": "政府信息主动公开基本目录（2023年更新）",
}


def reworded(site_id: str, area: Area, family: FamilyName) -> SiteContent:
    """A county without a fault, in other words."""
    site = compliant(site_id, area, family)
    for key, name in COLUMNS.items():
        site.column(key).name = name
    for key, title in TITLES.items():
        site.document(key).title = title.format(a=area.name, s=area.short, r=area.rank)
    resort(site)
    return site
