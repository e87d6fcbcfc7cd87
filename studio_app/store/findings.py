"""What was found in a project file: one sentence each, for a person."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """``what`` is a sentence, ``where`` a place in the file or project, ``lost`` what is gone; "" where nothing is."""

    what: str
    where: str = ""
    lost: str = ""


@dataclass(frozen=True, slots=True)
class CheckReport:
    """All findings. A file is ``ok`` when nothing in it is lost; notices may stand among the findings all the same."""

    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """Return whether nothing is lost."""
        return not any(finding.lost for finding in self.findings)
