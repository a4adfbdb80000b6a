"""The table of 5,000 sites: shown, sorted and filtered, against a window without it and a proxy.

All in processor time of one process, so that whatever else runs on the machine does not count.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median

import pytest
from PySide6.QtCore import QAbstractItemModel, QSortFilterProxyModel, Qt
from PySide6.QtWidgets import QApplication, QTableView
from pytest_benchmark.fixture import BenchmarkFixture

from inspector.services.search import SearchIndex
from tests.benchmarks.report import report
from tests.benchmarks.table_window import SIZE, rows, table_of
from ui.models.site_columns import SCORE, site_columns
from ui.models.table_model import TableModel
from ui.theme import Theme

ROUNDS = 7
SHOWN, QUICKER, SLOWER = 1.5, 12, 40
_ROOT = Path(__file__).parent.parent.parent


def test_a_table_of_5_000_sites_is_shown_nearly_as_soon_as_the_window_without_it(
    tmp_path: Path, benchmark: BenchmarkFixture
) -> None:
    times: dict[str, list[float]] = {"bare": [], "look": [], "table": []}

    def start() -> None:
        for kind, seconds in times.items():
            seconds.append(_started(kind, tmp_path))

    # The first turn compiles the modules, as an installation does.
    benchmark.pedantic(start, rounds=ROUNDS + 1)
    # The least: what else runs on the machine only ever adds.
    bare, look, table = (min(seconds[1:]) for seconds in times.values())
    # Kept beside it: no limit holds for a window without our fonts, words and icons.
    report("5,000 sites shown (peer: a bare Qt window)", bare, table, SHOWN * bare)
    report("5,000 sites shown (peer: our empty window)", look, table, SHOWN * look)
    assert table <= SHOWN * look


def test_sorting_is_quicker_than_by_a_proxy_model(
    qapp: QApplication, benchmark: BenchmarkFixture
) -> None:
    def sort(model: QAbstractItemModel, turn: int) -> None:
        order = Qt.SortOrder.DescendingOrder if turn % 2 else Qt.SortOrder.AscendingOrder
        model.sort(SCORE, order)
        qapp.processEvents()

    with _stock(qapp) as proxy:
        peer = _turns(partial(sort, proxy))
    with _ours(qapp) as model:
        ours = benchmark.pedantic(_turns, (partial(sort, model),), rounds=1)
    _compare("sort of 5,000 sites, painted", peer, ours)


def test_filtering_is_quicker_than_by_a_proxy_model(
    qapp: QApplication, benchmark: BenchmarkFixture
) -> None:
    words = ("第77", "S-4")
    left = []
    index = SearchIndex([f"{row.code}\t{row.name}" for row in rows()])

    def filter_there(proxy: QSortFilterProxyModel, turn: int) -> None:
        proxy.setFilterFixedString(words[turn % 2])
        qapp.processEvents()

    def filter_here(model: TableModel, turn: int) -> None:
        model.keep(frozenset(index.find(words[turn % 2])))
        qapp.processEvents()

    with _stock(qapp) as proxy:
        proxy.setFilterKeyColumn(-1)
        peer = _turns(partial(filter_there, proxy))
        left.append(proxy.rowCount())
    with _ours(qapp) as model:
        ours = benchmark.pedantic(_turns, (partial(filter_here, model),), rounds=1)
        left.append(model.rowCount())
    _compare("filter of 5,000 sites, painted", peer, ours)
    assert left[0] == left[1] > 0


@pytest.mark.parametrize("query", ["slnm", "shili", "S-4", "市"])
def test_a_search_by_pinyin_is_not_much_slower_than_one_by_letters(
    query: str, benchmark: BenchmarkFixture
) -> None:
    texts = [f"{row.code}\t{row.name}".casefold() for row in rows()]
    index = SearchIndex(texts)
    index.find(query)
    peer = _turns(lambda _turn: [at for at, text in enumerate(texts) if query in text])
    ours = benchmark.pedantic(_turns, (lambda _turn: index.find(query),), rounds=1)
    report(f"search for {query} in 5,000 sites (peer: letters)", peer, ours, SLOWER * peer)
    assert index.find(query)
    assert ours <= SLOWER * peer


@contextmanager
def _stock(qapp: QApplication) -> Iterator[QSortFilterProxyModel]:
    """The sites in the view and the proxy model that Qt has for that."""
    source, proxy, view = TableModel(site_columns()), QSortFilterProxyModel(), QTableView()
    source.set_rows(rows())
    proxy.setSourceModel(source)
    view.setModel(proxy)
    with _shown(view, qapp):
        yield proxy


@contextmanager
def _ours(qapp: QApplication) -> Iterator[TableModel]:
    table = table_of(Theme(qapp), rows())
    with _shown(table, qapp):
        model = table.model()
        assert isinstance(model, TableModel)
        yield model


@contextmanager
def _shown(view: QTableView, qapp: QApplication) -> Iterator[None]:
    view.resize(*SIZE)
    view.show()
    qapp.processEvents()
    yield
    view.close()


def _turns(act: Callable[[int], object]) -> float:
    return median(_spent(partial(act, turn)) for turn in range(ROUNDS))


def _compare(operation: str, peer: float, ours: float) -> None:
    report(f"{operation} (peer: QSortFilterProxyModel)", peer, ours, peer / QUICKER)
    assert ours <= peer / QUICKER


def _spent(act: Callable[[], object]) -> float:
    before = time.process_time()
    act()
    return time.process_time() - before


def _started(kind: str, folder: Path) -> float:
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-m", "tests.benchmarks.table_window", kind]
    done = subprocess.run(
        command, cwd=_ROOT, env=environment, check=True, capture_output=True, timeout=60
    )
    return float(done.stdout)
