"""Threads, forks and interrupts."""

import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time

import casus
import pyarrow as pa
import pytest
from conftest import ACCUSED, VISITED


def test_two_threads_share_a_coder(coder, documents):
    expected = coder.read_table(documents)
    found = [None] * 4

    def work(number):
        found[number] = coder.read_table(documents) if number % 2 else coder.read(ACCUSED)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found[1].equals(expected) and found[3].equals(expected)
    assert found[0] == found[2] == coder.read(ACCUSED)


def test_others_run_while_documents_are_coded(documents):
    coder = casus.Coder(threads=1)
    many = pa.concat_tables([documents] * 3)
    counted, done = [0], threading.Event()

    def count():
        while not done.is_set():
            counted[0] += 1
            time.sleep(0.001)

    thread = threading.Thread(target=count)
    thread.start()
    coder.read_table(many)
    done.set()
    thread.join()
    assert counted[0] > 20, "the lock of the interpreter was held"


def _in_child(coder, ledger, out):
    table = coder.read_table(pa.table({"text": [ACCUSED] * 200}))
    out.put((os.getpid(), table["event"].to_pylist(), len(ledger.timeline("RUS", "PRK"))))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_fork_takes_coder_and_ledger_along(tmp_path):
    coder = casus.Coder(threads=2)
    coder.read_table(pa.table({"text": [ACCUSED] * 200}))
    ledger = casus.Ledger(tmp_path / "x.casus", coder)
    ledger.add(pa.table({"text": [VISITED], "date": ["2024-06-20"]}))
    context = multiprocessing.get_context("fork")
    busy, done = threading.Event(), threading.Event()

    def work():
        # Another thread is coding while the process is forked.
        while not done.is_set():
            coder.read_table(pa.table({"text": [ACCUSED] * 50}))
            busy.set()

    thread = threading.Thread(target=work)
    thread.start()
    busy.wait()
    out = context.Queue()
    children = [context.Process(target=_in_child, args=(coder, ledger, out)) for _ in range(4)]
    for child in children:
        child.start()
    answers = [out.get(timeout=60) for _ in children]
    for child in children:
        child.join()
    done.set()
    thread.join()
    assert len({pid for pid, _, _ in answers}) == 4
    for _, events, visits in answers:
        assert events == ["ACCUSE", "SANCTION"] * 200 and visits == 1


def test_a_pool_of_processes_that_start_afresh():
    context = multiprocessing.get_context("spawn")
    coder = casus.Coder(threads=1)
    with context.Pool(2) as pool:
        found = pool.map(coder.read, [ACCUSED, VISITED, ACCUSED])
    assert found == [coder.read(text) for text in (ACCUSED, VISITED, ACCUSED)]


def test_coders_of_the_same_knowledge_share_what_is_loaded():
    assert casus.Coder(threads=1)._engine is casus.Coder(threads=1)._engine
    assert casus.Coder(threads=1)._engine is not casus.Coder(threads=2)._engine


@pytest.mark.skipif(sys.platform == "win32", reason="signals are others there")
@pytest.mark.parametrize("threads", [1, 2])
def test_an_interrupt_ends_a_run(threads):
    program = textwrap.dedent(
        f"""
        import casus, pyarrow as pa, sys
        coder = casus.Coder(threads={threads})
        texts = pa.array(["{ACCUSED} {VISITED}"] * 2_000_000)
        print("ready", flush=True)
        try:
            coder.read_table(pa.table({{"text": texts}}))
        except KeyboardInterrupt:
            print("interrupted", len(coder.read("{ACCUSED}")), flush=True)
            sys.exit(0)
        print("done", flush=True)
        """
    )
    child = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert child.stdout.readline() == "ready\n"
    time.sleep(0.5)
    begun = time.monotonic()
    child.send_signal(signal.SIGINT)
    out, _ = child.communicate(timeout=120)
    assert out == "interrupted 2\n" and child.returncode == 0
    assert time.monotonic() - begun < 60
