"""Long work: a queue with priorities and limits, jobs with progress and an ETA, threads beside the loop.

Knows neither Qt nor what a job is for.
"""
