"""Which chapters are front and back matter: pages that make a printed book and are not read aloud.

Recognised by what the markup says, by file names, and by titles in several languages. When in doubt a chapter is body: a
page read in vain is a smaller fault than a page left out. Prologue, introduction, preface, foreword, dedication, epigraph,
acknowledgements, afterword, epilogue and appendix are body.
"""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

from studio_app.domain.manuscript import DraftChapter, DraftParagraph, Matter

if TYPE_CHECKING:
    from collections.abc import Sequence


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split("|" if "|" in words else None))


_TYPES = _listed(
    "cover titlepage halftitlepage copyright-page imprint imprimatur colophon toc landmarks loi lot lov loa "
    "page-list index bibliography glossary endnotes footnotes rearnotes seriespage other-credits contributors "
    "errata revision-history doc-cover doc-toc doc-index doc-bibliography doc-glossary doc-endnotes doc-colophon "
    "doc-credits doc-errata doc-pagelist title-page notes copyright"
)
_BODY_TYPES = _listed(
    "chapter part volume division prologue epilogue introduction foreword preface preamble afterword "
    "conclusion dedication epigraph acknowledgments acknowledgements appendix doc-chapter doc-part "
    "doc-prologue doc-epilogue doc-introduction doc-foreword doc-preface doc-afterword doc-conclusion "
    "doc-dedication doc-epigraph doc-acknowledgments doc-appendix"
)

#: Titles of pages that belong to the printed book wherever they stand.
_FRONT = _listed(
    # English
    "cover|front cover|book cover|cover page|cover image|title|title page|titlepage|half title|half title page|"
    "copyright|copyright page|copyright notice|copyright information|contents|table of contents|toc|"
    "list of illustrations|list of figures|list of tables|list of maps|illustrations|imprint|colophon|credits|"
    "copyright and permissions|permissions|newsletter|transcriber s note|transcriber s notes|transcriber note|"
    "transcribers notes|navigation|landmarks|"
    # German
    "umschlag|titelseite|titelblatt|schmutztitel|impressum|inhalt|inhaltsverzeichnis|abbildungsverzeichnis|"
    "tabellenverzeichnis|"
    # French
    "couverture|page de titre|page de couverture|titre|faux titre|droits d auteur|mentions légales|"
    "page de copyright|sommaire|table des matières|table des illustrations|"
    # Spanish
    "cubierta|portada|portadilla|página de título|página de créditos|créditos|derechos de autor|índice general|"
    "tabla de contenidos|tabla de contenido|contenido|sumario|"
    # Portuguese
    "capa|folha de rosto|página de rosto|ficha técnica|créditos e copyright|sumário|índice geral|conteúdo|"
    # Italian
    "copertina|frontespizio|colofone|pagina di copyright|diritti d autore|indice generale|sommario|"
    "indice dei contenuti|"
    # Dutch, Scandinavian
    "omslag|titelpagina|inhoud|inhoudsopgave|titelsida|innehåll|innehållsförteckning|indhold|indholdsfortegnelse|"
    "innhold|innholdsfortegnelse|kolofon|titelblad|forside|"
    # Polish, Czech, Russian, Ukrainian
    "okładka|strona tytułowa|strona redakcyjna|spis treści|obálka|titulní stránka|obsah|tiráž|обложка|"
    "титульный лист|титул|выходные данные|содержание|оглавление|обкладинка|зміст|"
    # Chinese, Japanese, Korean
    "封面|书名页|書名頁|版权页|版權頁|版权信息|版权|目录|目錄|表紙|目次|もくじ|奥付|표지|속표지|판권|판권 페이지|차례|목차|"
    # Turkish, Arabic, Greek, Hebrew
    "kapak|içindekiler|künye|الغلاف|المحتويات|الفهرس|فهرس|εξώφυλλο|περιεχόμενα|תוכן העניינים|כריכה"
)
#: Titles that are back matter where some body stands before them.
_BACK = _listed(
    "index|general index|subject index|name index|index of names|notes|endnotes|footnotes|note|chapter notes|"
    "bibliography|selected bibliography|select bibliography|references|works cited|further reading|"
    "glossary|about the author|about the authors|about the translator|about the publisher|about the editor|"
    "about the editors|about the illustrator|about the book|about this book|also by|also by the author|"
    "also by this author|by the same author|other books by the author|other titles|back cover|"
    "errata|full project gutenberg license|"
    "the full project gutenberg license|project gutenberg license|anmerkungen|fußnoten|fussnoten|endnoten|"
    "personenregister|sachregister|stichwortverzeichnis|literatur|literaturverzeichnis|bibliographie|"
    "bibliografie|quellenverzeichnis|glossar|über den autor|über die autorin|über die autoren|zum autor|"
    "zur autorin|notes de fin|notes de bas de page|notes et références|références|glossaire|"
    "à propos de l auteur|à propos de l auteure|l auteur|du même auteur|de la même auteure|"
    "quatrième de couverture|notas|notas al pie|notas finales|índice|índice alfabético|índice onomástico|"
    "bibliografía|referencias|glosario|sobre el autor|sobre la autora|acerca del autor|acerca de la autora|"
    "contraportada|notas de rodapé|índice remissivo|bibliografia|referências|glossário|sobre o autor|"
    "sobre a autora|note al testo|note a piè di pagina|indice|indice analitico|indice dei nomi|"
    "riferimenti bibliografici|glossario|l autore|l autrice|sull autore|sull autrice|dello stesso autore|noten|"
    "voetnoten|eindnoten|literatuur|literatuurlijst|over de auteur|noter|fotnoter|fodnoter|litteratur|"
    "litteraturförteckning|om författaren|om forfatteren|przypisy|indeks|o autorze|o autorce|słowniczek|poznámky|"
    "rejstřík|literatura|o autorovi|примечания|сноски|указатель|алфавитный указатель|предметный указатель|"
    "библиография|список литературы|литература|глоссарий|об авторе|примітки|покажчик|про автора|注释|注釋|注解|尾注|脚注|"
    "索引|参考文献|參考文獻|参考书目|术语表|关于作者|關於作者|作者简介|作者簡介|作者介绍|注|註|注記|著者紹介|著者について|著者略歴|用語集|"
    "주석|각주|미주|색인|찾아보기|참고문헌|용어집|저자 소개|"
    "지은이 소개|dipnotlar|notlar|dizin|kaynakça|sözlük|yazar hakkında|الهوامش|الحواشي|المراجع|المصادر|عن المؤلف|"
    "σημειώσεις|ευρετήριο|βιβλιογραφία|הערות|מפתח|ביבליוגרפיה"
)
#: Titles that are read aloud although publishers count them among front and back matter.
_BODY = _listed(
    "prologue|introduction|preface|foreword|epilogue|afterword|postscript|dedication|epigraph|acknowledgements|"
    "acknowledgments|appendix|author s note|a note from the author|interlude|conclusion|prolog|einleitung|einführung|vorwort|"
    "geleitwort|nachwort|epilog|widmung|danksagung|anhang|prologue|avant propos|préface|postface|dédicace|épigraphe|"
    "remerciements|annexe|prólogo|introducción|prefacio|epílogo|dedicatoria|epígrafe|agradecimientos|apéndice|posfacio|"
    "introdução|prefácio|posfácio|dedicatória|agradecimentos|apêndice|prologo|introduzione|prefazione|premessa|postfazione|"
    "epilogo|dedica|ringraziamenti|appendice|proloog|inleiding|voorwoord|nawoord|epiloog|dankwoord|förord|inledning|efterord|"
    "forord|etterord|efterskrift|wstęp|przedmowa|posłowie|podziękowania|předmluva|úvod|doslov|пролог|введение|предисловие|"
    "эпилог|послесловие|посвящение|эпиграф|благодарности|приложение|вступ|передмова|епілог|序|序章|序言|前言|引言|楔子|后记|後記|"
    "尾声|尾聲|跋|附录|致谢|プロローグ|はじめに|まえがき|序文|エピローグ|あとがき|おわりに|終章|謝辞|프롤로그|머리말|서문|에필로그|맺음말|후기|önsöz|giriş|sonsöz"
)
_OPENINGS = re.compile(
    r"(?:also by|other books by|other titles by|more by|more books by|more from|books by|praise for|about the author|"
    r"du même auteur|von (?:demselben|derselben) autor|"
    r"weitere bücher|del mismo autor|(?:the )?(?:full )?project gutenberg|copyright ©|copyright \d{4})\b"
)
_FILES = re.compile(
    r"(?:\d{1,4}[-_. ]?)?(?:front[-_]?)?(?:cover(?:[-_]?(?:page|image|wrapper))*|"
    r"title[-_]?page|half[-_]?title(?:[-_]?page)?|copyright(?:[-_]?page)?|"
    r"imprint|colophon|toc|nav|"
    r"table[-_]?of[-_]?contents|contents|bibliography|glossary|endnotes?|footnotes?|about[-_]?the[-_]?authors?|aboutauthors?|"
    r"also[-_]?by|impressum|inhaltsverzeichnis|newsletter|backcover|back[-_]cover)(?:[-_.]?\d{1,4})?",
    re.I,
)
#: Characters. A contents page of a collection may be long; a copyright page with more than this is none.
_LONGEST_PAGE = 30_000
_SHORT_PAGE = 3_000
_SEPARATORS = re.compile(r"[\W_]+")


def of_types(types: frozenset[str]) -> bool | None:
    """Return whether what the markup calls a page is front or back matter; None where it does not say."""
    if types & _TYPES:
        return True
    return False if types & _BODY_TYPES else None


def of_place(types: frozenset[str], paragraphs: Sequence[DraftParagraph]) -> bool:
    """Return whether a page that the markup merely puts in the front or back of the book is matter: short ones are."""
    return bool(types & {"frontmatter", "backmatter"}) and size_of(paragraphs) <= _SHORT_PAGE


def of_title(title: str, paragraphs: Sequence[DraftParagraph], *, after_body: bool) -> bool | None:
    """Return whether a title names front or back matter; False for a prologue or preface, None where it tells nothing.

    ``after_body`` says that some body stands before it. ``paragraphs`` are its text: a long story may be called "Cover".
    """
    words = _SEPARATORS.sub(" ", title).strip().casefold()
    if words in _BODY:
        return False
    if words in _FRONT or _OPENINGS.match(words):
        return size_of(paragraphs) <= _LONGEST_PAGE
    return True if after_body and words in _BACK else None


def of_file(path: str, paragraphs: Sequence[DraftParagraph]) -> bool:
    """Return whether the name of a page's file names front or back matter."""
    named = _FILES.fullmatch(path.rpartition("/")[2].rpartition(".")[0])
    return bool(named) and size_of(paragraphs) <= _LONGEST_PAGE


def marked(chapters: Sequence[DraftChapter]) -> tuple[DraftChapter, ...]:
    """Return the chapters with front and back matter marked by their titles."""
    body_seen = False
    flags = []
    for chapter in chapters:
        flags.append(bool(of_title(chapter.title, chapter.paragraphs, after_body=body_seen)))
        body_seen = body_seen or not flags[-1]
    return placed(chapters, flags)


def size_of(paragraphs: Sequence[DraftParagraph]) -> int:
    """Return the length of a text in characters."""
    return sum(len(paragraph.text) for paragraph in paragraphs)


def placed(chapters: Sequence[DraftChapter], flags: Sequence[bool]) -> tuple[DraftChapter, ...]:
    """Return the chapters marked: flagged ones are front matter up to the first body chapter, and back matter after it.

    A book that would be left without a body keeps its longest chapter as one.
    """
    flags = list(flags)
    if chapters and all(flags):
        sizes = [size_of(chapter.paragraphs) for chapter in chapters]
        flags[sizes.index(max(sizes))] = False
    first = flags.index(False) if flags else 0
    return tuple(
        dataclasses.replace(chapter, matter=Matter.FRONT if place < first else Matter.BACK) if flag else chapter
        for place, (chapter, flag) in enumerate(zip(chapters, flags, strict=True))
    )
