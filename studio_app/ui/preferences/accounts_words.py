"""What is said of an account, in a person's words."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from studio_app.ui.kit import amounts

if TYPE_CHECKING:
    from studio_app.settings.accounts import Known

translate = QCoreApplication.translate
MONEY = "USD"


def left_said(known: Known) -> str:
    """Return what is left, "" where the provider does not say."""
    if known.left is None:
        return ""
    if known.unit == MONEY:
        return translate("Accounts", "{amount} left").format(amount=dollars(known.left))
    left = amounts.count(known.left)
    if not known.limit:
        return translate("Accounts", "{left} credits left", None, round(known.left)).format(left=left)
    limit = amounts.count(known.limit)
    return translate("Accounts", "{left} of {limit} credits left").format(left=left, limit=limit)


def plan_said(known: Known) -> str:
    """Return the plan, when its credits come anew, and how many requests it takes at once: what is known of these."""
    said = []
    if known.plan:
        said.append(translate("Accounts", "Plan: {plan}").format(plan=known.plan.replace("_", " ").capitalize()))
    if resets := day(known.resets):
        said.append(translate("Accounts", "renewed on {day}").format(day=resets))
    if known.concurrency:
        said.append(translate("Accounts", "%Ln requests at once", None, known.concurrency))
    return " · ".join(said)


def asked_said(known: Known) -> str:
    """Return when the provider said so, "" where it was never asked."""
    moment = amounts.when(known.asked)
    return translate("Accounts", "As of {moment}").format(moment=moment) if moment else ""


def region_said(name: str) -> str:
    """Return the name of a place a provider keeps data in."""
    names = {
        "Worldwide": translate("Accounts", "Worldwide"),
        "United States": translate("Accounts", "United States"),
        "European Union (data residency)": translate("Accounts", "European Union (data residency)"),
        "India (data residency)": translate("Accounts", "India (data residency)"),
        "Singapore (data residency)": translate("Accounts", "Singapore (data residency)"),
    }
    return names.get(name, name)


def dollars(amount: float) -> str:
    """Return an amount of US dollars; what is less than a cent is not nothing."""
    decimals = 2 if amount == 0 or abs(amount) >= 0.01 else 4
    return amounts.locale().toCurrencyString(amount, "$", decimals)


def day(moment: str) -> str:
    """Return the day of a moment (ISO 8601), "" where it cannot be read."""
    try:
        found = datetime.fromisoformat(moment).astimezone()
    except ValueError:
        return ""
    return amounts.locale().toString(QDate(found.year, found.month, found.day), QLocale.FormatType.ShortFormat)
