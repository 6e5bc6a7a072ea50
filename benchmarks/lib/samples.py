"""Times of several runs."""

from dataclasses import dataclass
from statistics import median


@dataclass
class Samples:
    """Wall and CPU seconds of every run, in order."""

    seconds: list[float]
    cpu_seconds: list[float]

    @property
    def median(self) -> float:
        return median(self.seconds)

    @property
    def best(self) -> float:
        return min(self.seconds)

    @property
    def median_cpu(self) -> float:
        return median(self.cpu_seconds)

    def add(self, seconds: float, cpu_seconds: float) -> None:
        self.seconds.append(seconds)
        self.cpu_seconds.append(cpu_seconds)


@dataclass
class Comparison:
    """Reference and Longshore at the same work."""

    reference: Samples
    longshore: Samples

    @property
    def ratio_of_medians(self) -> float:
        return self.longshore.median / self.reference.median

    @property
    def ratio_of_bests(self) -> float:
        return self.longshore.best / self.reference.best

    @property
    def ratios(self) -> dict[str, float]:
        return {"ratio_of_medians": self.ratio_of_medians, "ratio_of_bests": self.ratio_of_bests}
