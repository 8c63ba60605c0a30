"""What a county's news says of its work is none of what 泰山区's tasks ask it to publish."""

from __future__ import annotations

from datetime import date

from checks.engine import check_rule
from checks.verdict import Verdict
from rules.loader import library, load_ruleset
from rules.vocabulary import default_vocabulary
from tests.checks.build import column, doc, site

NEWS = """
泰山区召开新型工业化强区建设动员大会
区委书记带队观摩重点产业链项目
泰山区举办产业链招商推介会
省领导到泰山区调研先进制造业
泰山区产业工人技能大赛圆满落幕
全区制造业企业安全生产工作会议召开
我区旅发大会倒计时动员部署会议召开
区商务局召开网购节企业座谈会
泰山区领导督导黄河大集安全工作
区领导调研新能源汽车产业发展
全区扩大消费工作推进会举行
养老服务工作现场会在我区召开
区长调度重大项目建设
重点项目观摩点评会举行
泰山区重大项目招商签约
区领导督导空气质量改善
生态环境保护督察整改情况调度会
我区组织开展水质保护志愿服务活动
双碳知识进校园活动举行
区政府召开绿色低碳高质量发展先行区建设工作会议
区委书记到国有企业宣讲党的二十大精神
国有企业党建工作会议召开
区国资局举办国企改革培训班
全区清理拖欠中小企业账款工作部署会召开
区工信局开展清理拖欠企业账款专项行动宣传
区领导走访企业送政策
区发改局召开稳中向好政策宣讲会
职业技能培训开班仪式举行
公益性岗位人员慰问活动
我区举办高校毕业生专场招聘会
区总工会看望慰问灵活就业劳动者
区教体局召开双减工作推进会
全区义务教育招生入学工作会议召开
教体局走访民办学校督导收费工作
区民政局走访慰问低保户
民政局举办社会救助业务培训
区领导调研保障性安居工程建设计划推进情况
住建局召开住房保障工作会议
区领导看望慰问养老机构老人
区民政局开展养老机构消防安全检查
区卫健局举行托育服务培训
政策文件包座谈会召开
区政府召开第20次常务会议
区长列席市政府常务会议
区人大代表列席区人大常委会会议
关于招募列席区政府会议公众代表的公告
区政府组织开展政策评价业务培训
泰山区政策评价工作推进会召开
土地征收成片开发工作调度会召开
区自然资源局召开征地工作推进会
教育局召开公共企事业单位信息公开目录编制会议
泰山区政务公开工作推进会召开
全区政务公开培训班开班
2023年泰山区政务公开工作要点落实情况督查
区司法局召开重大行政决策事项目录编制会议
某县2023年度重大行政决策事项目录被通报表扬
外贸大厦举行消防演练活动招标公告
区政府召开常务会议研究义务教育招生入学政策
新闻发布会预告：区教体局局长出席
关于做好政策解读工作的通知
泰山区举办政策解读培训会
惠企政策解读会召开
"""
_BODY = "会议强调，要提高站位，压实责任，狠抓落实，确保各项任务落到实处。"
# Dead links there are none.
_NOT_ASKED = {"taishan-2023/15.links"}


def test_a_site_full_of_news_meets_nothing() -> None:
    documents = [
        doc(title, f"2023-{at % 12 + 1:02d}-{at % 27 + 1:02d}", "动态要闻", text=_BODY)
        for at, title in enumerate(NEWS.split())
    ]
    county = site([column("动态要闻"), column("政府信息公开")], documents, name="泰山区人民政府")
    ruleset = load_ruleset(library()["taishan-2023"])
    met = {
        rule.id: result.reason
        for _, rule in ruleset.rules()
        if rule.check != "manual"
        and (
            result := check_rule(county, ruleset, rule, date(2024, 4, 15), default_vocabulary())
        ).verdict
        not in (Verdict.FAIL, Verdict.NOT_APPLICABLE)
    }
    assert {rule: reason for rule, reason in met.items() if rule not in _NOT_ASKED} == {}
