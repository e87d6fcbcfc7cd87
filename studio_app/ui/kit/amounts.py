"""Amounts in a person's words: lengths of time, sizes, counts, dates. In the language and the number format of the system."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

translate = QCoreApplication.translate
_SI = QLocale.DataSizeFormat.DataSizeSIFormat


def locale() -> QLocale:
    """Return the system's locale; English where the system has none, because "C" separates nothing."""
    found = QLocale()
    return QLocale(QLocale.Language.English) if found.language() == QLocale.Language.C else found


def count(number: float) -> str:
    """Return a whole number with the system's separators: 12,480."""
    return locale().toString(round(number))


def length(seconds: float) -> str:
    """Return a length of time as it is spoken of, in its two largest units: "9 h 5 min", "4 min 10 s", "3 s"."""
    whole = round(seconds)
    if whole >= 3600:
        hours, minutes = divmod(round(seconds / 60), 60)
        if not minutes:
            return translate("Amounts", "{hours} h").format(hours=count(hours))
        return translate("Amounts", "{hours} h {minutes} min").format(hours=count(hours), minutes=minutes)
    if whole >= 600:
        return translate("Amounts", "{minutes} min").format(minutes=round(seconds / 60))
    if whole >= 60:
        return translate("Amounts", "{minutes} min {seconds} s").format(minutes=whole // 60, seconds=whole % 60)
    if 0 < seconds < 10:
        return translate("Amounts", "{seconds} s").format(seconds=locale().toString(seconds, "f", 1))
    return translate("Amounts", "{seconds} s").format(seconds=whole)


def roughly(seconds: float) -> str:
    """Return an estimated length of time, no finer than an estimate is: "about 2 h 10 min", "less than a minute"."""
    if seconds < 45:
        return translate("Amounts", "less than a minute")
    if seconds < 3570:
        return translate("Amounts", "about {minutes} min").format(minutes=max(1, round(seconds / 60)))
    hours, minutes = divmod(round(seconds / 300) * 5, 60)
    if not minutes or hours >= 20:
        return translate("Amounts", "about {hours} h").format(hours=count(round(seconds / 3600)))
    return translate("Amounts", "about {hours} h {minutes} min").format(hours=hours, minutes=minutes)


def size(octets: float) -> str:
    """Return a size on the disk: 412 MB."""
    return locale().formattedDataSize(round(octets), 1 if octets < 1e8 or octets >= 1e9 else 0, _SI)


def credits_(number: float) -> str:
    """Return a price in an engine's credits: "412 credits", "free"."""
    if number <= 0:
        return translate("Amounts", "free")
    whole = max(1, round(number))
    return translate("Amounts", "{number} credits", None, whole).format(number=count(whole))


def money(dollars: float) -> str:
    """Return US dollars: "$12.40"; where that is less than ten cents to the hundredth of a cent: "$0.0047"."""
    return locale().toCurrencyString(dollars, "$", 4 if 0 < dollars < 0.1 else 2)


def left(number: float | None, unit: str = "credits") -> str:
    """Return what is left to pay with, "" where nobody knows: "98,200 credits", "$12.40"."""
    if number is None:
        return ""
    if unit == "USD":
        return money(number)
    return credits_(number) if number > 0 else translate("Amounts", "no credits")


def when(made: str, now: datetime | None = None) -> str:
    """Return a moment (ISO 8601, UTC) as a person says it: "today 14:03", "yesterday 9:12", else the date with the time.

    A moment that cannot be read is "".
    """
    try:
        moment = datetime.fromisoformat(made).astimezone()
    except ValueError:
        return ""
    today = (now or datetime.now().astimezone()).date()
    time = locale().toString(QTime(moment.hour, moment.minute), QLocale.FormatType.ShortFormat)
    if moment.date() == today:
        return translate("Amounts", "today {time}").format(time=time)
    if moment.date() == today - timedelta(days=1):
        return translate("Amounts", "yesterday {time}").format(time=time)
    return f"{locale().toString(QDate(moment.year, moment.month, moment.day), QLocale.FormatType.ShortFormat)} {time}"
