"""The activity panel: what works beside the person, how far it is, what went wrong, what is done."""
