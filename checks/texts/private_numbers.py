"""Personal numbers in a text: identity cards, bank cards and mobile telephones of private
persons.

One pass of one bounded pattern over a text finds the runs of digits that could be any of them;
each is then judged by its check digit and by the words around it. Numbers that are never
private, and look as if they were:

- parts of longer runs of digits or letters, of addresses on the web, and of decimals; -
统一社会信用代码, project, order and document codes (编号) that are named so; - accounts of
public payees (财政专户, 收款单位, 开户行 of a unit); - telephones of offices: 咨询电话,
值班电话, 办公电话, the contact of a notice (联系人 … 联系电话), a unit's name beside it; -
numbers already masked (3703**********12).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

_WIDE = str.maketrans("０１２３４５６７８９Ｘｘ－＊　", "0123456789Xx-* ")
_RUN = re.compile(
    r"(?<![\dA-Za-z*_/.=&%@#~-])(?:\+?86[- ]?(?=1[3-9]))?(?:"
    r"(?P<id>\d{17}[\dXx]|\d{6}[ ]\d{8}[ ]\d{3}[\dXx])"
    r"|(?P<card>\d{16,19}|\d{4}(?:[ -]\d{4}){3}(?:[ -]?\d{1,3})?)"
    r"|(?P<mobile>1[3-9]\d{9}|1[3-9]\d[ -]\d{4}[ -]\d{4})"
    r")(?![\dA-Za-z*_@%/=-]|\.\d)"
)
_WIDE_DIGIT = re.compile("[０-９]")
# Where a number may begin. Nothing but a digit is looked at twice, so a page without any costs little.
_BEGIN = re.compile(
    r"[0-9](?=[0-9]{10}|[0-9]{2,3}[ -][0-9]{4}[ -][0-9]{4}|[0-9]{5} [0-9]{8}|6[- ]?1[3-9][0-9])"
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
# The first two digits: province, autonomous region, municipality or special region.
_AREAS = frozenset(
    str(area)
    for first, last in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65))
    for area in range(first, last + 1)
) | {"71", "81", "82", "83"}
_BEFORE, _AFTER = 40, 24

_IDENTITY = re.compile(r"身份证|居民证|证件号|身份号码|公民号码")
_CODE = re.compile(
    r"(?:信用代码|机构代码|项目代码|项目编[号码]|合同编?号|订单|流水号?|备案号|登记号|许可证号?|宗地|不动产|产权证|编码|代码|"
    r"电子监管号|标段|采购编号|招标编号|统一编号|受理号|案号|批号|条码|序列号)[^\n。；;]{0,12}$"
)
_CARD_WORD = re.compile(r"卡号|银行卡|一卡通|账号|账户|帐号|帐户|存折|社保卡")
_PUBLIC_ACCOUNT = re.compile(
    r"财政专户|收款单位|国库|非税|缴款|保证金|基本账户|基本户|对公|捐赠账户|捐款账[户号]|单位名称|单位账户|缴费账户|缴纳账户|"
    r"(?:户名|账户名称?|帐户名称?|收款人|收款方|名称)[:： ]{0,3}[^\d\n]{0,30}"
    r"(?:局|政府|中心|委员会|委|公司|学校|医院|办公室|院|会|厂|社|所|站|财政|专户)"
)
_ACCOUNT_BANK = re.compile(r"开户(?:银?行|单位)")
_PRIVATE = re.compile(
    r"姓名|户主|本人|投诉人|举报人|信访人|来信人|家长|监护人|患者|救助对象|补贴对象|享受人|领取人|考生|学生|村民|居民|业主|"
    r"农户|贫困户|低保|残疾|身份证|中奖|网友|受益人|被征收人|申请人|参保人|死者|当事人|受理人"
)
_OFFICE_NEAR = re.compile(
    r"(?:办公|咨询|监督|举报|服务|值班|投诉|报名|联系|公示|受理|业务|工作|政策|报警|救援|应急|客服|招生|招聘|单位|科室|"
    r"负责人|征集|反馈|采购|招标|代理|技术|支持|维修|预约|防汛|抢修|报修|接待|求助|传真)"
    r"[\u4e00-\u9fff]{0,4}(?:电话|热线|手机|号码|方式|专线)"
    r"|热线|传真|客服|值班|联系人|联络员|咨询|监督举报"
)
_STRONG_OFFICE = re.compile(
    r"(?:办公|咨询|监督|举报|服务|值班|投诉|报名|受理|报警|救援|应急|客服|招标|采购|代理)[\u4e00-\u9fff]{0,4}(?:电话|热线|手机|方式|专线)|热线|传真|值班"
)
_UNIT = re.compile(
    r"局|科(?!技)|中心|办公室|公司|大队|支队|派出所|政府|村委|居委|委员会|股|单位|部门|合作社|工作室|经理|主任|书记|镇长|乡长|"
    r"局长|科长|站长|所长|队长|警官|律师|医生|老师|河长|林长|路长|网格员|驻村|物业|酒店|宾馆|超市|饭店|农场|基地|厂"
)
_LABELS = re.compile(
    r"身份证号码?|公民身份号码|证件号码?|银行卡号?|一卡通账?号?|卡号|账号|帐号|手机号码?|手机|联系电话|电话"
)

KINDS = {"identity_number": "身份证号码", "bank_card": "银行卡号", "mobile": "个人手机号码"}


@dataclass(frozen=True, slots=True)
class PrivateNumber:
    """One personal number: its kind (a key of KINDS), masked, with its label, fit to be shown;
    and where it stood.
    """

    kind: str
    shown: str
    position: int


def is_identity_number(number: str, as_of: date) -> bool:
    """Whether 18 characters are a citizen's identity number (GB 11643): area, a possible birth
    date, check digit.
    """
    if len(number) != 18 or not number[:17].isdigit() or number[:2] not in _AREAS:
        return False
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    if born.year < 1900 or born > as_of:
        return False
    total = sum(int(c) * weight for c, weight in zip(number[:17], _WEIGHTS, strict=True))
    return _CHECK[total % 11] == number[17].upper()


def is_bank_card(number: str) -> bool:
    """Whether the digits are a bank card's: UnionPay's 62 with 16 to 19 digits, or 9558 with 19,
    and a Luhn digit.
    """
    if not number.isdigit() or len(set(number)) < 4:
        return False
    fits = (number.startswith("62") and 16 <= len(number) <= 19) or (
        number.startswith("9558") and len(number) == 19
    )
    return fits and luhn(number)


def luhn(number: str) -> bool:
    """Whether the last digit is the Luhn check digit (ISO/IEC 7812) of the others."""
    total = 0
    for position, character in enumerate(reversed(number)):
        digit = int(character)
        if position % 2:
            digit = digit * 2 - 9 if digit > 4 else digit * 2
        total += digit
    return total % 10 == 0


def masked(number: str) -> str:
    """The number with its first three and last two characters only.

    >>> masked("13800001234")
    '138******34'
    """
    return f"{number[:3]}{'*' * max(len(number) - 5, 4)}{number[-2:]}"


def private_numbers(text: str, look_for: Collection[str], as_of: date) -> Iterator[PrivateNumber]:
    """The personal numbers in a text, in order. `look_for` holds keys of KINDS; births after
    `as_of` are none.
    """
    own = text.translate(_WIDE) if _WIDE_DIGIT.search(text) else text
    end = 0
    for begin in _BEGIN.finditer(own):
        match = _RUN.match(own, begin.start()) if begin.start() >= end else None
        if match is None:
            continue
        end = match.end()
        digits = re.sub(r"[ -]", "", match["id"] or match["card"] or match["mobile"])
        line = own.rfind("\n", 0, match.start()) + 1
        before = own[max(line, match.start() - _BEFORE) : match.start()]
        after = own[end : end + _AFTER].split("\n", 1)[0]
        kind = _kind(digits, before, after, as_of)
        if kind and kind in look_for:
            yield PrivateNumber(kind, _label(before) + masked(digits), match.start())


def _kind(digits: str, before: str, after: str, as_of: date) -> str:
    if len(digits) == 18 and is_identity_number(digits, as_of):
        if _CODE.search(before) and not _IDENTITY.search(before[-16:]):
            return ""
        return "identity_number"
    if len(digits) >= 16:
        return "bank_card" if is_bank_card(digits) and not _is_public(before, after) else ""
    return "mobile" if len(digits) == 11 and not _is_office(before, after) else ""


def _is_public(before: str, after: str) -> bool:
    around = before + " " + after
    if _CODE.search(before) and not _CARD_WORD.search(before):
        return True
    if _PUBLIC_ACCOUNT.search(around):
        return True
    return bool(_ACCOUNT_BANK.search(around)) and not re.search(r"姓名|身份证|一卡通", around)


def _is_office(before: str, after: str) -> bool:
    if _CODE.search(before) or _STRONG_OFFICE.search(before[-24:]):
        return True
    if _PRIVATE.search(before):
        return False
    return bool(
        _OFFICE_NEAR.search(before) or _UNIT.search(before) or _UNIT.match(after.lstrip(" ,，(（"))
    )


def _label(before: str) -> str:
    labels = list(_LABELS.finditer(before[-16:]))
    return f"{labels[-1][0]}：" if labels else ""
