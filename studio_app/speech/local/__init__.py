"""The engine on this machine: espeak-ng in worker processes, with no key and no network."""
