"""Prints the lines of the benchmarks at the end, where the capture of output cannot hide them."""

import pytest

from tests.benchmarks.report import LINES


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    terminalreporter.section("operation: peer, ours, limit, ratios")
    for line in LINES:
        terminalreporter.write_line(line)
