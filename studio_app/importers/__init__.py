"""One file per format -> a Draft of domain records. ``reading.read`` is the one door; it opens whatever a person hands over."""
