"""The benches of ``lectern bench``: each measures Lectern beside a reference in the same run."""
