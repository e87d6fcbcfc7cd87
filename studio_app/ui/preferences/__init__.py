"""The preferences: a dialog that draws itself from the declared options."""
