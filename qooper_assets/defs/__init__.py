"""Dagster, and nothing else: assets, checks, schedules and sensors around the five verbs.

Belongs here: how a run looks to Dagster. Does not: any rule. A function here takes the resource,
calls a stage, attaches metadata and returns. The guard of every write is in `core` and `stages`,
because a check can be skipped by launching a subset.
"""
