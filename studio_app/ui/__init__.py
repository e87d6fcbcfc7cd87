"""The window: the only room with Qt. Panels do not know each other; the shell assembles and wires them."""
