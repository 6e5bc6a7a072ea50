"""How long a caller waits for an answer while the server is at work."""

from dataclasses import dataclass
from math import ceil
from statistics import median


@dataclass
class Latency:
    """Seconds from a request to its answer, in order."""

    seconds: list[float]

    @property
    def median(self) -> float:
        return median(self.seconds)

    @property
    def percentile_95(self) -> float:
        return sorted(self.seconds)[ceil(0.95 * len(self.seconds)) - 1]
