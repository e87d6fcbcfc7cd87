"""Samples: decode, measure, mix, encode. The only door to soundfile, soxr, lameenc and PyAV."""
