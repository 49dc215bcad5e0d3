"""What calling from Python, and from Spark, costs against the command.

    python bench/compare.py PROGRAM [--megabytes 60] [--threads 1] [--spark]

Writes the reports of examples/ again and again into a file of so many megabytes of text, codes it by PROGRAM (`casus`, built
with the profile of the wheel) and by the package, each in a process of its own from the file to Parquet, and prints seconds
of the clock and of the processor, words a second and memory. With --spark both use two cores: the command by two threads,
Spark by two local workers, whose start is not counted.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]

OWN = """
import sys, casus, pyarrow.parquet as pq
coder = casus.Coder(threads=int(sys.argv[3]))
documents = casus.documents(sys.argv[1])
pq.write_table(coder.read_table(documents, offsets="bytes", progress=False), sys.argv[2], compression="zstd")
"""


def archive(path, megabytes):
    """Writes the reports as JSON lines; gives their words."""
    import casus

    reports = casus.documents(ROOT / "examples" / "reports").to_pylist()
    size = words = copy = 0
    with open(path, "w") as out:
        while size < megabytes * 1_000_000:
            for row in reports:
                known = {"id": f"{copy}/{row['id']}", "text": row["text"], "date": row["date"]}
                out.write(json.dumps(known) + "\n")
                size += len(row["text"])
                words += len(row["text"].split())
            copy += 1
    return words


def run(name, command, words):
    """Runs a command and prints what it cost; gives seconds of the clock and of the processor."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.monotonic()
    child = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    assert status == 0, command
    clock = time.monotonic() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    tell(name, clock, cpu, words, used.ru_maxrss / 1024)
    return clock, cpu


def tell(name, clock, cpu, words, memory):
    print(
        f"{name:<22}{clock:>8.1f} s {cpu:>8.1f} s cpu {words / clock:>10,.0f} words/s "
        f"{words / cpu:>10,.0f} words/cpu s {memory:>7.0f} MB",
        flush=True,
    )


def spark_session(folder):
    from pyspark.sql import SparkSession

    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    os.environ.setdefault("SPARK_LOCAL_HOSTNAME", "localhost")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    session = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.local.dir", folder)
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "500")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    return session


def workers():
    """Seconds of the processor and megabytes of the Python workers and of the executors."""
    told = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            kind = "python" if "pyspark.daemon" in line or "pyspark/daemon" in line else None
            kind = "java" if "CoarseGrainedExecutorBackend" in line else kind
            if kind is None:
                continue
            stat = (folder / "stat").read_text().rsplit(")", 1)[1].split()
            memory = next(
                int(row.split()[1]) for row in (folder / "smaps_rollup").read_text().splitlines() if row[:4] == "Pss:"
            )
        except (OSError, StopIteration):
            continue
        seconds = sum(map(int, stat[11:13])) / os.sysconf("SC_CLK_TCK")
        told[folder.name] = (kind, seconds, memory / 1024)
    return told


def spark(path, folder, words):
    from casus import spark as own

    session = spark_session(folder)
    schema = "id string, text string, date string"
    documents = session.read.schema(schema).json(str(path))
    # The workers start and load what they need.
    own.read(documents.limit(2000).repartition(4)).write.parquet(f"{folder}/warm")
    documents = documents.repartition(32)
    before = workers()
    begun = time.monotonic()
    own.read(documents).write.option("compression", "zstd").parquet(f"{folder}/events")
    clock = time.monotonic() - begun
    after = workers()
    spent = {"python": 0.0, "java": 0.0}
    for pid, (kind, seconds, _) in after.items():
        spent[kind] += seconds - before.get(pid, ("", 0.0, 0))[1]
    cpu = sum(spent.values())
    memory = sorted((memory for kind, _, memory in after.values() if kind == "python"), reverse=True)
    tell("Spark, 2 workers", clock, cpu, words, memory[0] if memory else 0)
    print(f"  of the processor: Python {spent['python']:.1f} s, Java {spent['java']:.1f} s")
    print("  memory of Python workers (proportional):", ", ".join(f"{one:.0f} MB" for one in memory))
    session.stop()
    return clock, cpu


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("program")
    arguments.add_argument("--megabytes", type=float, default=60)
    arguments.add_argument("--threads", type=int, default=1)
    arguments.add_argument("--spark", action="store_true")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.jsonl"
        words = archive(path, given.megabytes)
        threads = "2" if given.spark else str(given.threads)
        print(f"{given.megabytes} MB of text, {words:,} words, {threads} threads")
        command = [given.program, "read", str(path), "-o", f"{folder}/its.parquet", "--threads", threads]
        clock, cpu = run("the command", command, words)
        if given.spark:
            other, used = spark(path, folder, words)
        else:
            own = [sys.executable, "-c", OWN, str(path), f"{folder}/own.parquet", threads]
            other, used = run("the package", own, words)
        print(f"cost: {other / clock - 1:+.1%} of the clock, {used / cpu - 1:+.1%} of the processor")


if __name__ == "__main__":
    main()
