"""Seconds per part of a program, from its start."""
import time


class Stopwatch:
    def __init__(self):
        self.start = self.last = time.perf_counter()
        self.seconds = {}

    def lap(self, part):
        """The time since the last lap was spent on this part."""
        now = time.perf_counter()
        self.seconds[part] = self.seconds.get(part, 0) + now - self.last
        self.last = now

    @property
    def total(self):
        return self.last - self.start
