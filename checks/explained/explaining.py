"""The words that a rule explains itself in (规则说明): subjects, columns, words and days as plain Chinese.

Everything said here is made from a rule's own parameters, so that it is always true of it. What is quoted stands in
“”; quotes inside a quotation become ‘’. Long lists are cut and counted (等 23 个词): the table of parameters beside an
explanation holds them whole. The day judged from is called 判定日, the judged span 评价期间, as on the scorecard.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rules.subject import Subject, SubjectRef
from rules.vocabulary import Vocabulary
from rules.words import Words

NO_REPOSTS = "转载其他机关（上级、外地、国家部门）的文件，不算本站公开，也不算本站失分。"
NOT_YET = "判定日之后发布的内容视为尚未发布，不算。"
ONE_ARTICLE = "同一篇文章（标题、日期相同）在几个栏目或地址重复出现，只算一件。"
NOT_GUESSED = "可能登载它的页面没有读到、而又会影响结论时，记为未能判定，不判为没有。"
WORKING_DAYS = "工作日按国务院公布的放假调休安排计算。"
GOVERNMENT_ONLY = "部门、镇街自己的文件不算，只算本级政府的。"
_YEAR = "{year}"
_FEW, _SOME = 3, 12
_SYNONYMS = 4


def quoted(word: str) -> str:
    """A word in quotes; `{year}` in it becomes 所评年份."""
    inner = word.replace("“", "‘").replace("”", "’").replace(_YEAR, "（所评年份）")
    return f"“{inner}”"


def words_said(words: Sequence[str], most: int = _SOME) -> str:
    """Words in quotes, the first of them where they are many: “甲”“乙”等 9 个词."""
    shown = "".join(_word(word) for word in words[:most])
    return f"{shown}等{len(words)}个词" if len(words) > most else shown


def one_of(words: Sequence[str], most: int = _SOME) -> str:
    """含“甲”, or 含“甲”“乙”之一."""
    return f"含{words_said(words, most)}{'之一' if len(words) > 1 else ''}"


def names_said(names: Sequence[str], most: int = 30) -> str:
    """Names without quotes: 甲、乙、丙等 40 项."""
    shown = "、".join(map(_balanced, names[:most]))
    return f"{shown}等{len(names)}项" if len(names) > most else shown


def columns_said(names: Sequence[str], most: int = _SOME) -> str:
    """Columns by name: “甲”“乙”栏目."""
    shown = "".join(quoted(name) for name in names[:most])
    return f"{shown}等{len(names)}个栏目" if len(names) > most else f"{shown}栏目"


def also_called(name: str, vocabulary: Vocabulary) -> str:
    """Other names that the column may go by, in brackets: （又如“甲”“乙”）; "" where none is known."""
    others = sorted(vocabulary.names(name) - {name}, key=lambda each: (len(each), each))
    return f"（又如{''.join(map(quoted, others[:_SYNONYMS]))}）" if others else ""


def days_said(days: int, unit: str) -> str:
    """A number of days with its unit: 3个工作日, 20个自然日."""
    return f"{days}个{'工作日' if unit == 'working' else '自然日'}"


def window_said(window: str) -> str:
    """Where a publication date must lie: `period`, `from_period` or `any`."""
    return {
        "period": "评价期间内发布的",
        "from_period": "评价期间第一天至判定日发布的",
        "any": "判定日以前发布的（不限年份，未标日期的也算）",
    }[window]


def year_said(year: int | str) -> str:
    """The year that a rule judges: `period` is the year in which the period ends."""
    return f"{year}年度" if isinstance(year, int) else "所评年度"


def year_meant(year: int | str) -> tuple[str, ...]:
    """A sentence on which year is judged, where the rule names none itself."""
    return () if isinstance(year, int) else ("所评年度是评价期间最后一天所在的那一年。",)


def subject_said(ref: SubjectRef, vocabulary: Vocabulary) -> str:
    """A subject as a short noun: 标题含“解读”“图解”“一图读懂”等16个词之一的文件."""
    marks = marks_of(ref, vocabulary)
    return f"{marks}的文件" if marks else "文件"


def doubtful_said(ref: SubjectRef, vocabulary: Vocabulary) -> str:
    """A sentence on documents of which a person says whether they count."""
    return f"{subject_said(ref, vocabulary)}不直接计入；连同它们才够数的，列出后由评估人判断。"


def marks_of(ref: SubjectRef, vocabulary: Vocabulary) -> str:
    """What a subject's documents are known by, in short: 标题含“解读”“图解”“一图读懂”等16个词之一."""
    subject = vocabulary.subject(ref)
    said = _words_fit("标题", subject.title, _FEW, without=False)
    if not said:
        said = _words_fit("正文", subject.body, _FEW, without=False)
    if said:
        return "、".join(said)
    return f"在{columns_said(subject.columns, _FEW)}中" if subject.columns else ""


def conditions_of(ref: SubjectRef, vocabulary: Vocabulary, called: str) -> tuple[str, ...]:
    """One sentence on what a document must be like to be one of the subject's; none where it asks nothing."""
    subject = vocabulary.subject(ref)
    asked = "，".join(_asked(subject))
    if len(subject.either) == 1:
        asked += f"{'，并且' if asked else ''}{_branch(subject.either[0])}"
    elif subject.either:
        ways = "；".join(f"（{at}）{_branch(each)}" for at, each in enumerate(subject.either, 1))
        asked += f"{'，并且' if asked else ''}至少符合下列一项：{ways}"
    return (f"什么算{called}：{asked}。",) if asked else ()


def counted_of(
    ref: SubjectRef, vocabulary: Vocabulary, called: str = "这类文件"
) -> tuple[str, ...]:
    """Sentences on what a document must be like to be one of the subject's."""
    subject = vocabulary.subject(ref)
    sentences = list(conditions_of(subject, vocabulary, called))
    near = f"重点在{columns_said(subject.columns)}查找" if subject.columns else ""
    if not any(map(_keeps_to_columns, (subject, *subject.either))):
        sentences.append(f"放在哪个栏目都算{'，' if near else ''}{near}。")
    elif near and subject.anywhere:
        sentences.append(f"{near}。")
    if _asks_year(subject):
        sentences.append("标题中的年份写阿拉伯数字或汉字都算。")
    if not subject.own:
        sentences.append("转载其他机关的也算。")
    return tuple(sentences)


def page_counts(ref: SubjectRef, vocabulary: Vocabulary) -> tuple[str, ...]:
    """A sentence on a column's own page that is itself the text, where the subject lets one be judged."""
    subject = vocabulary.subject(ref)
    title = (*subject.title.any_, *subject.title.all_)
    if not subject.columns or subject.number or any(_YEAR in word for word in title):
        return ()
    return (f"正文直接写在{columns_said(subject.columns)}（同义名称也算）页面上的，也算。",)


def lookalikes_of(ref: SubjectRef, vocabulary: Vocabulary, called: str = "") -> tuple[str, ...]:
    """Sentences on documents that look like the subject's and are none; `called` tells the subject from another."""
    subject = vocabulary.subject(ref)
    label = f"{called}：" if called else ""
    sentences = [
        f"{label}{part}{one_of(words.none_)}的不算。"
        for part, words in (("标题", subject.title), ("正文", subject.body))
        if words.none_
    ]
    if subject.number is False:
        sentences.append(f"{label}有发文字号的不算。")
    if not subject.news:
        sentences.append(f"{label}报道此事的新闻（某领导调研、某单位召开会议）不算。")
    if not subject.orders:
        sentences.append(f"{label}布置此事的通知（关于做好某项工作的通知）不算。")
    if not subject.other_papers:
        sentences.append(
            f"{label}与此事有关的别种文书（规划许可、招标采购、环评公示、领导小组名单、建议提案答复、征求意见稿、政策解读等）不算。"
        )
    return tuple(sentences)


def left_out_of(ref: SubjectRef, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Sentences on documents that look like the subject's and are none, and those of others or of later days."""
    sentences = list(lookalikes_of(ref, vocabulary))
    if vocabulary.subject(ref).own:
        sentences.append(NO_REPOSTS)
    return (*sentences, NOT_YET, ONE_ARTICLE)


def _balanced(name: str) -> str:
    """A name as it is; one whose quotes do not pair loses them."""
    if name.count("“") == name.count("”"):
        return name
    return name.replace("“", "").replace("”", "")


def _word(word: str) -> str:
    return "所评年份" if word == _YEAR else quoted(word)


def _words_fit(part: str, words: Words, most: int, *, without: bool = True) -> list[str]:
    said = []
    if words.all_:
        every = "和".join(_word(word) for word in words.all_)
        said.append(f"{part}{'同时' if len(words.all_) > 1 else ''}含{every}")
    if words.any_:
        said.append(f"{'并' if said else part}{one_of(words.any_, most)}")
    if without and words.none_:
        said.append(f"{part}不{one_of(words.none_, most)}")
    return said


def _asked(subject: Subject) -> list[str]:
    """What a subject asks for but for its words that must be absent, which `left_out_of` tells."""
    said = _words_fit("标题", subject.title, _SOME, without=False)
    said += _words_fit("正文", subject.body, _SOME, without=False)
    if subject.columns and not subject.anywhere:
        said.append(f"在{columns_said(subject.columns)}（同义名称的栏目也算）或其下级栏目中")
    if subject.number_words:
        said.append(f"发文字号{one_of(subject.number_words)}")
    elif subject.number:
        said.append("有发文字号")
    return said


def _branch(subject: Subject) -> str:
    """One of the narrower subjects in one phrase, its absent words included."""
    said = _asked(subject)
    for part, words in (("标题", subject.title), ("正文", subject.body)):
        if words.none_:
            said.append(f"{part}不{one_of(words.none_)}")
    if subject.number is False:
        said.append("没有发文字号")
    if len(subject.either) == 1:
        said.append(_branch(subject.either[0]))
    elif subject.either:
        said.append("或".join(f"“{_branch(each)}”" for each in subject.either))
    return "，".join(said) or "不限"


def _keeps_to_columns(subject: Subject) -> bool:
    return bool(subject.columns and not subject.anywhere)


def _asks_year(subject: Subject) -> bool:
    words: Iterable[str] = (
        *subject.title.any_,
        *subject.title.all_,
        *(word for each in subject.either for word in (*each.title.any_, *each.title.all_)),
    )
    return any(_YEAR in word for word in words)
