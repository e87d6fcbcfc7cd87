"""The main window: puts the panels together and wires them."""
