"""The project file: one SQLite file with the text, the takes and the ledger of a project, and what keeps it safe."""

from studio_app.store.accounts import Settlement
from studio_app.store.check import check
from studio_app.store.findings import CheckReport, Finding
from studio_app.store.journal import JournalEntry
from studio_app.store.project_file import ExportRecord, ProjectFile
from studio_app.store.recordings import content_hash
from studio_app.store.salvage import salvage

__all__ = [
    "CheckReport",
    "ExportRecord",
    "Finding",
    "JournalEntry",
    "ProjectFile",
    "Settlement",
    "check",
    "content_hash",
    "salvage",
]
