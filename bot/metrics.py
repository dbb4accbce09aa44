"""What Prometheus reads of this process: one registry, and every metric by name.

Labels are few and bounded: never an id, a person, or anything that a client chose.
"""

from collections.abc import Generator
from contextlib import contextmanager
from time import perf_counter
from typing import Final

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)

# They would double the samples, and nobody asks when a counter began.
disable_created_metrics()

REGISTRY: Final = CollectorRegistry()
CONTENT_TYPE: Final = CONTENT_TYPE_LATEST

ProcessCollector(registry=REGISTRY)

_SECONDS: Final = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0, 300.0)

TASKS: Final = Counter(
    "colorway_tasks",
    "Tasks that have ended, by status and, where they failed, by error code",
    ["status", "code"],
    registry=REGISTRY,
)
TASKS_QUEUED: Final = Gauge(
    "colorway_tasks_queued",
    "Tasks that wait for a render in the queue that this process takes from",
    registry=REGISTRY,
)
RENDERS_RUNNING: Final = Gauge(
    "colorway_renders_running", "Renders that run in this process", registry=REGISTRY
)
RENDER_DURATION: Final = Histogram(
    "colorway_render_seconds", "How long renders take", buckets=_SECONDS, registry=REGISTRY
)
UPLOAD_DURATION: Final = Histogram(
    "colorway_upload_seconds",
    "How long submissions take to arrive",
    buckets=_SECONDS,
    registry=REGISTRY,
)
STORAGE_DURATION: Final = Histogram(
    "colorway_storage_seconds",
    "How long operations of the storage take, by operation",
    ["operation"],
    buckets=_SECONDS,
    registry=REGISTRY,
)
STORAGE_FAILURES: Final = Counter(
    "colorway_storage_failures",
    "Operations that the storage could not do, by operation",
    ["operation"],
    registry=REGISTRY,
)
HTTP_ANSWERS: Final = Counter(
    "colorway_http_answers",
    "Answers of the server, by endpoint and HTTP status",
    ["endpoint", "status"],
    registry=REGISTRY,
)

JOBS_ENDED: Final = Counter(
    "colorway_jobs",
    "Jobs that have ended, by what became of the reply or, without a picture, by the trouble",
    ["outcome"],
    registry=REGISTRY,
)
JOBS_WAITING: Final = Gauge(
    "colorway_jobs_waiting",
    "Jobs that wait in the queue, which processes with one database share",
    registry=REGISTRY,
)
JOBS_RUNNING: Final = Gauge(
    "colorway_jobs_running", "Jobs that run in this process", registry=REGISTRY
)
JOB_DURATION: Final = Histogram(
    "colorway_job_seconds",
    "How long jobs take from the command to the last edit",
    buckets=_SECONDS,
    registry=REGISTRY,
)
STAGE_DURATION: Final = Histogram(
    "colorway_job_stage_seconds",
    "How long the stages of jobs take, by stage",
    ["stage"],
    buckets=_SECONDS,
    registry=REGISTRY,
)
API_FAILURES: Final = Counter(
    "colorway_api_failures",
    "Calls of the color migration service that failed, by operation and by code or HTTP status",
    ["operation", "code"],
    registry=REGISTRY,
)
DISCORD_FAILURES: Final = Counter(
    "colorway_discord_failures",
    "Requests to Discord that failed, by method and by HTTP status or none",
    ["method", "status"],
    registry=REGISTRY,
)


@contextmanager
def timed(duration: Histogram) -> Generator[None]:
    """Observe how long the block takes, however it ends."""
    started = perf_counter()
    try:
        yield
    finally:
        duration.observe(perf_counter() - started)


def exposition() -> bytes:
    """Return the metrics in Prometheus's text format, whose type is `CONTENT_TYPE`."""
    return generate_latest(REGISTRY)
