"""Batch after batch: does the last one cost more than the first?"""

from dataclasses import dataclass
from statistics import median

from lib.errors import BenchmarkError
from lib.exports.workloads import PLAIN
from lib.jobs import POLL_SECONDS
from lib.read_client import Export, ReadClient

PAGE_RECORDS = 200_000


@dataclass
class Paging:
    """Seconds of page 1 and of the last full page, by token and by number; every run's sample, in order."""

    page: int
    first_seconds: list[float]
    token_seconds: list[float]
    number_seconds: list[float]

    @property
    def first(self) -> float:
        return median(self.first_seconds)

    @property
    def by_token(self) -> float:
        return median(self.token_seconds)

    @property
    def by_number(self) -> float:
        return median(self.number_seconds)

    @property
    def token_ratio(self) -> float:
        return self.by_token / self.first

    @property
    def number_ratio(self) -> float:
        return self.by_number / self.first


def measure_paging(client: ReadClient, records: int, runs: int) -> Paging | None:
    """Walks to the last full page, then asks for it and for page 1 in turn; None if there are not two full pages."""
    last = records // PAGE_RECORDS
    if last < 2:
        return None
    batch = full_page(client, PLAIN.request, 1)
    for page in range(2, last):
        batch = full_page(client, behind(batch), page)
    paging = Paging(last, [], [], [])
    for _ in range(runs):
        paging.first_seconds.append(full_page(client, PLAIN.request, 1).seconds)
        paging.token_seconds.append(full_page(client, behind(batch), last).seconds)
        paging.number_seconds.append(full_page(client, numbered(last), last).seconds)
    return paging


def behind(batch: Export) -> dict:
    return {"query": {"page_token": batch.next_page_token}}


def numbered(page: int) -> dict:
    return {"query": PLAIN.request["query"] | {"page": page}}


def full_page(client: ReadClient, request: dict, page: int) -> Export:
    batch = client.export(request, POLL_SECONDS)
    if (batch.page, batch.count) != (page, PAGE_RECORDS):
        raise BenchmarkError(
            f"page {page} should have {PAGE_RECORDS} records, and the answer is page {batch.page} with {batch.count}"
        )
    return batch
