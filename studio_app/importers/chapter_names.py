"""Lines that name a chapter where no markup says so: "Chapter IV", "Kapitel 3: Der Wald", "第十二回", "Epilogue"."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: A heading standing on its own line is at most this long.
LONGEST = 100

_PARTS = (
    "part|book|volume|teil|buch|band|partie|livre|tome|parte|libro|livro|deel|del|часть|книга|том|część|tom|kniha|díl"
)
_CHAPTERS = (
    "chapter|chap\\.|letter|stave|canto|kapitel|kap\\.|chapitre|chap[ií]t[uo]l[oe]|cap[ií]tulo|capitolo|capitolul|capítol|"
    "hoofdstuk|глава|розділ|раздел|rozdział|kapitola|kapittel|fejezet|luku|bölüm|κεφάλαιο|poglavlje|peatükk|nodaļa|skyrius|"
    "κεφαλαιο|chương|bab|باب|الفصل|فصل|פרק|अध्याय|บทที่"
)
_ONES = "one two three four five six seven eight nine"
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth last final"
#: The first dozen in other languages, both kinds; later chapters there are nearly always written in figures.
_FOREIGN = (
    "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf erster zweiter dritter vierter fünfter sechster "
    "un deux trois quatre cinq six sept huit neuf dix onze douze premier première deuxième second troisième quatrième "
    "cinquième sixième septième huitième neuvième dixième dernier uno dos tres cuatro cinco seis siete ocho nueve diez "
    "once doce primero primera segundo segunda tercero tercera cuarto quinto sexto séptimo octavo noveno décimo due tre "
    "quattro cinque sei sette otto nove dieci undici dodici primo prima secondo seconda terzo terza sesto settimo ottavo "
    "nono decimo um dois três quatro sete oito dez onze primeiro primeira terceiro een twee drie vijf zes zeven negen "
    "tien один два три четыре пять шесть семь восемь девять десять первая вторая третья четвертая четвёртая пятая шестая "
    "седьмая восьмая девятая десятая одиннадцатая двенадцатая первый второй третий الأول الثاني الثالث الرابع الخامس"
)
_COMPOUND = f"(?:{_TENS.replace(' ', '|')})[- ](?:{_ONES.replace(' ', '|')}|{_ORDINALS.replace(' ', '|')})"
_SPELLED = (
    f"{_COMPOUND}|{'|'.join(sorted(f'{_ONES} {_TEENS} {_TENS} {_ORDINALS} {_FOREIGN}'.split(), key=len, reverse=True))}"
)
#: ASCII alone: without regard to case, İ and ı would be an I.
_ROMAN = "(?a:(?=[mdclxvi])m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,4}))"
_FIGURES = r"\d{1,4}"
_NUMBER = rf"(?:the\s+)?(?:{_FIGURES}|{_ROMAN}|{_SPELLED})"
#: After the number: nothing, or a mark and the chapter's own name.
_REST = r"(?:\s*(?:[.:)\]]|[-–—]{1,2})\s*(?P<title>.*)|\s{2,}(?P<gap>\S.*)|\s*)"
_KEYWORD_FIRST = re.compile(rf"(?P<word>{_PARTS}|{_CHAPTERS})\s*(?P<number>{_NUMBER})(?!\w){_REST}$", re.IGNORECASE)
_BARE_TITLE = re.compile(rf"(?P<word>{_CHAPTERS})\s+(?P<number>{_FIGURES}|{_ROMAN})\s+(?P<title>\S.*)$", re.IGNORECASE)
_NUMBER_FIRST = re.compile(
    rf"(?:{_FIGURES}\.?|(?:{_SPELLED})(?:s|es)?|\w{{3,12}}tes)\s+(?P<word>{_PARTS}|{_CHAPTERS})(?!\w){_REST}$",
    re.IGNORECASE,
)
_CJK_NUMBER = "[0-9０-９〇零一二三四五六七八九十百千两兩廿卅]{1,9}"
_CJK = re.compile(
    rf"(?:第\s*{_CJK_NUMBER}\s*(?P<word>[章节節回话話集部卷編编篇幕夜折])|(?P<vol>[卷巻])\s*{_CJK_NUMBER})(?P<title>.*)$"
)
_KOREAN = re.compile(r"제?\s*\d{1,4}\s*(?P<word>[장화회부편권])(?:[\s.:].*)?$")
_CJK_PARTS = "部卷編编篇集幕권부편"
_NUMERAL = re.compile(rf"(?:(?P<figures>{_FIGURES})|(?P<roman>{_ROMAN}))[.)]?$", re.IGNORECASE)

_FRONT_NAMES = (
    "contents|table of contents|dedication|copyright|copyright page|also by|list of illustrations|illustrations|"
    "inhalt|inhaltsverzeichnis|impressum|widmung|sommaire|table des matières|índice|sommario|indice|inhoud|содержание|"
    "оглавление|目次|目录|目錄|차례|cover|title page|half title"
)
_BACK_NAMES = (
    "index|bibliography|notes|endnotes|footnotes|glossary|acknowledge?ments?|about the author|works cited|references|"
    "transcriber[’']?s? notes?|register|literatur|literaturverzeichnis|danksagung|anmerkungen|glossar|bibliographie|"
    "remerciements|notas|bibliografía|agradecimientos|bibliografia|note|примечания|библиография|索引|参考文献"
)
_BODY_NAMES = (
    "prologue|epilogue|preface|foreword|introduction|afterword|interlude|intermezzo|conclusion|postscript|preamble|"
    "appendix|author[’']?s note|prolog|epilog|vorwort|nachwort|einleitung|vorrede|anhang|préface|avant-propos|épilogue|"
    "postface|prólogo|epílogo|prefacio|prefácio|introducción|introdução|prologo|epilogo|prefazione|introduzione|voorwoord|"
    "nawoord|proloog|epiloog|пролог|эпилог|предисловие|введение|послесловие|заключение|序章|序|序言|前言|自序|楔子|引子|終章|终章|"
    "尾声|尾聲|后记|後記|番外|プロローグ|エピローグ|まえがき|はじめに|あとがき|おわりに|幕間|프롤로그|에필로그|머리말|후기"
)
_NAMED = re.compile(
    rf"(?P<name>{_FRONT_NAMES}|{_BACK_NAMES}|{_BODY_NAMES})(?:[.:]|\s*[:–—]\s*(?P<title>\S.*))?$", re.IGNORECASE
)
_CONTENTS = re.compile(
    r"(?:(?:table of )?contents|inhalt(?:sverzeichnis)?|sommaire|table des matières|índice|sommario|indice|inhoud|spis treści|"
    r"содержание|оглавление|目次|目录|目錄|차례)[.:]?$",
    re.IGNORECASE,
)
_APPENDIX = re.compile(r"(?P<word>appendix|anhang|annexe)\s+[A-Z\d]{1,3}(?:[.:]\s*.*)?$", re.IGNORECASE)
_DOTS = re.compile(r"(?:\s*\.){3,}\s*\d*$|\s{3,}\d{1,4}$|\t\d{1,4}$")
#: A line of symbols only parts two scenes.
_SCENE = re.compile(
    r"(?:[*#~•·○●◇◆☆★＊※⁂❧❦✻✽§+](?:\s*[*#~•·○●◇◆☆★＊※⁂❧❦✻✽§+]){0,40}|[-–—_=](?:\s*[-–—_=]){2,120}|\.(?:\s+\.){2,20})$"
)
_SENTENCE_END = re.compile(r"[.,;][\"”’»]?$")


@dataclass(frozen=True, slots=True)
class Name:
    """A line read as a heading.

    ``part`` is a division above chapters; ``titled`` when it holds more than the number; ``numbered`` when it has one.
    """

    part: bool = False
    titled: bool = True
    numbered: bool = True


def chapter_name(line: str) -> Name | None:
    """Read one stripped line as the heading of a chapter or part; None where it is not one."""
    if not line or len(line) > LONGEST:
        return None
    found = _KEYWORD_FIRST.match(line) or _NUMBER_FIRST.match(line)
    if found:
        return _western(line, found)
    found = _BARE_TITLE.match(line)
    if found and _looks_like_title(found["title"]) and found["word"][0].isupper():
        return Name()
    found = _CJK.match(line) or _KOREAN.match(line)
    if found:
        return _eastern(line, found)
    if _APPENDIX.match(line) or (_NAMED.match(line) and (line[0].isupper() or not line[0].islower())):
        return Name(numbered=False)
    return None


def _western(line: str, found: re.Match[str]) -> Name | None:
    groups = found.groupdict()
    title = (groups.get("title") or groups.get("gap") or "").strip()
    if line[0].islower() or (title[:1].islower() and len(title.split()) > 3):
        return None
    if _SENTENCE_END.search(title) and len(title.split()) > 12:
        return None
    return Name(part=bool(re.fullmatch(_PARTS, found["word"], re.IGNORECASE)), titled=bool(title))


def _eastern(line: str, found: re.Match[str]) -> Name | None:
    groups = found.groupdict()
    title = groups.get("title") or ""
    if len(line) > 45 or re.search("[。，、！？!?,][」』”]?.{12,}|[。，]$", title):
        return None
    word = groups.get("word") or groups.get("vol") or ""
    return Name(part=word in _CJK_PARTS or bool(groups.get("vol")), titled=bool(title.strip()))


def numeral(line: str) -> int:
    """Return the number a line consists of ("IV", "4.", "12"), 0 where it holds anything else."""
    found = _NUMERAL.match(line)
    if not found or len(line) > 12:
        return 0
    return int(found["figures"]) if found["figures"] else roman(found["roman"])


def roman(text: str) -> int:
    """Return the value of a Roman numeral."""
    values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}[c] for c in text.lower()]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def is_subtitle(line: str) -> bool:
    """Tell whether a line below "Chapter IV" is that chapter's name rather than its first sentence."""
    return len(line) <= 80 and _looks_like_title(line) and chapter_name(line) is None


def _looks_like_title(text: str) -> bool:
    if text[0] in "\"“„«'‘—-([" or not any(c.isalpha() for c in text):
        return False
    letters = [c for c in text if c.isalpha()]
    if all(c.isupper() for c in letters if c.isupper() or c.islower()) and any(c.isupper() for c in letters):
        return True
    if _SENTENCE_END.search(text):
        return False
    words = [w for w in re.findall(r"[^\W\d_]+(?:[’'][^\W\d_]+)?", text) if len(w) > 3] or [text]
    return text[0].isupper() and (sum(w[0].isupper() for w in words) * 2 >= len(words) or len(text.split()) <= 5)


def is_scene_break(line: str) -> bool:
    """Tell whether a line is made of symbols only, as those that part two scenes."""
    return _SCENE.match(line) is not None


def is_contents(line: str) -> bool:
    """Tell whether a line stands above a printed table of contents."""
    return _CONTENTS.match(line) is not None


def without_page_number(line: str) -> str:
    """Return an entry of a printed table of contents without its dots and page number."""
    if line[-1:] == "." or line[-1:].isdigit():
        return _DOTS.sub("", line).strip() if len(line) <= 2 * LONGEST else line
    return line
