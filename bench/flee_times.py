#!/usr/bin/env python3
"""Whole runs of Flee's validation conflicts beside the times of Flee itself.

usage: bench/flee_times.py [CORRIDOR] [--runs N] [--members]

Runs each conflict N times on one thread and prints the median of user + system CPU seconds, the
peak memory, Flee's own wall time from targets.csv and the ratio. With --members also the time of
100 members of mali2012 beside one. Skips where ../shared/data/flee is absent.
"""
import argparse
import csv
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FLEE = ROOT.parent / "shared" / "data" / "flee"
TIMES_FASTER = 1000.0


def measured(command):
    """CPU seconds, wall seconds and peak MB of one run."""
    begin = time.perf_counter()
    with open(os.devnull, "w") as nowhere:
        child = subprocess.Popen(command, stdout=nowhere, stderr=nowhere)
        _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {child.returncode}")
    wall = time.perf_counter() - begin
    return usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024


def command_of(corridor, name, *further):
    return [corridor, "flee", str(FLEE / name / "input_csv"), str(FLEE / name / "source_data"), "0",
            str(FLEE / "settings" / "simsetting.yml"), "--threads", "1", *further]


def median_of(command, runs):
    return [statistics.median(column) for column in zip(*(measured(command) for _ in range(runs)))]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corridor", nargs="?", default=str(ROOT / "build/release/src/corridor"))
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--members", action="store_true")
    options = parser.parse_args()
    if not FLEE.exists():
        print("skipped: needs ../shared/data/flee")
        return
    with open(FLEE / "targets.csv") as targets:
        flee_seconds = {row["instance"]: float(row["flee_wall_s"]) for row in csv.DictReader(targets)}
    print(f"{'conflict':<14}{'CPU s':>8}{'wall s':>8}{'MB':>6}{'Flee s':>9}{'faster':>9}")
    slow = []
    for name, flee in flee_seconds.items():
        cpu, wall, memory = median_of(command_of(options.corridor, name), options.runs)
        print(f"{name:<14}{cpu:>8.2f}{wall:>8.2f}{memory:>6.0f}{flee:>9.1f}{flee / cpu:>8.0f}x")
        if flee / cpu < TIMES_FASTER:
            slow.append(name)
    if options.members:
        with tempfile.TemporaryDirectory() as folder:
            one = median_of(command_of(options.corridor, "mali2012"), options.runs)[0]
            many = measured(command_of(options.corridor, "mali2012", "--members", "100", "--out",
                                       folder))[0]
        print(f"100 members of mali2012: {many:.1f} s, {many / one:.0f} times one")
    if slow:
        sys.exit(f"less than {TIMES_FASTER:.0f} times faster than Flee: {', '.join(slow)}")


if __name__ == "__main__":
    main()
