"""The transport bar: what is heard, how fast and how loud."""
