"""What every panel is made of: theme, icons, dialogs, controls."""
