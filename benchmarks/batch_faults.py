"""Bad inputs and bad places cost themselves only.

`python benchmarks/batch_faults.py` mixes into 300 articles by template: files that are empty, of 100 MB, cut off (PDF, DOCX,
JSONL), in a wrong or undeclared encoding, binary, links that lead nowhere or to themselves, a loop of folders, a pipe,
files that vanish while the batch runs, and an output folder that cannot be made. Prints one JSON object; exits with 1 if
any other article is not briefed, a bad one is not reported, or a report is not in plain words.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from articles import IN_A_FOLDER, article, write

EXAMPLES = Path(__file__).resolve().parent.parent / "tests" / "examples"
CHINESE = "市长林国栋3月12日到青河高新区调研，察看了恒达轴承二期项目，要求企业抓紧施工。\n" * 3


def spoil(folder: Path) -> tuple[set[str], set[str]]:
    """Puts the bad inputs into `folder`: the names of those that must fail, and of those that must be briefed."""
    bad = {"empty.txt": b"", "blank.txt": b" \r\n\t\0" * 9, "binary.txt": bytes(range(256)) * 40}
    bad["cut.pdf"] = (EXAMPLES / "cattle-market.pdf").read_bytes()[:900]
    bad["cut.docx"] = (EXAMPLES / "bridge-works.docx").read_bytes()[:5000]
    bad["figures.txt"] = b"12 34 56\n" * 9
    good = {
        "cut.txt": article(3).encode()[:700],
        "cut-inside-a-character.txt": (article(0) + CHINESE).encode()[:-2],
        "gb18030.txt": (article(1) + CHINESE).encode("gb18030"),
        "utf-16.txt": article(2).encode("utf-16"),
        "windows-1252.txt": article(4).replace("'", "\u2019").encode("cp1252", "replace"),
        "says-latin-1.html": b"<meta charset=latin-1><h1>Visit</h1><p>" + article(5).encode(),
        "says-nonsense.html": b"<meta charset=klingon><h1>Visit</h1><p>" + article(6).encode(),
    }
    for name, data in {**bad, **good}.items():
        (folder / name).write_bytes(data)
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(100_000_000)
    with (folder / "big.txt").open("wb") as file:
        file.write(b"x" * 100_000_000)
    (folder / "nowhere.txt").symlink_to("not-there.txt")
    (folder / "itself.txt").symlink_to("itself.txt")
    (folder / "loop").symlink_to(folder)
    (folder / "linked.txt").symlink_to("cut.txt")
    os.mkfifo(folder / "pipe.txt")
    (folder / "records.jsonl").write_bytes(
        json.dumps({"id": "good", "text": article(7)}).encode()
        + b'\n{"id": "none"}\n{"id": "cut", "text": "Mayor\n\xff\n'
    )
    failing = {*bad, "huge.txt", "big.txt", "nowhere.txt", "itself.txt", "pipe.txt"}
    failing |= {"records.jsonl#none", "records.jsonl#000003", "records.jsonl#000004"}
    return failing, {*good, "linked.txt", "records.jsonl#good"}


def vanish(paths: list[Path], out: Path) -> None:
    """Removes the files as soon as the batch has written something."""
    while not list(out.glob("briefs/**/*.json")):
        time.sleep(0.005)
    for path in paths:
        path.unlink()


def measure(count: int, workers: int, folder: Path) -> dict[str, object]:
    source, out = folder / "in", folder / "out"
    write(source, count)
    failing, briefed = spoil(source)
    everything = sorted(source.rglob("visit-*.txt"))
    (out / "briefs").mkdir(parents=True)
    blocked = source / "blocked"
    blocked.mkdir()
    for path in everything[:5]:
        path.rename(blocked / path.name)
    (out / "briefs" / "blocked").write_text("a file where a folder is wanted", encoding="utf-8")
    gone = everything[-4:]
    threading.Thread(target=vanish, args=(gone, out), daemon=True).start()
    start = time.monotonic()
    command = [sys.executable, "-c", "from briefing.cli import main; main()", "batch", str(source), "-o", str(out)]
    ended = subprocess.run([*command, "--workers", str(workers), "--format", "md"], capture_output=True, check=False)
    seconds = time.monotonic() - start
    lines = (out / "failures.jsonl").read_text(encoding="utf-8").splitlines()
    reported = {failure["path"]: failure for failure in map(json.loads, lines)}
    failing |= {f"blocked/{path.name}" for path in everything[:5]} | {str(p.relative_to(source)) for p in gone}
    made = {json.loads(path.read_text(encoding="utf-8"))["source"]["name"] for path in out.rglob("briefs/**/*.json")}
    wanted = {str(path.relative_to(source)) for path in everything[5:-4]} | briefed
    plain = not any("internal error" in f["error"] or "Traceback" in f["error"] for f in reported.values())
    return {
        "articles": count,
        "workers": workers,
        "exit status": ended.returncode,
        "seconds": round(seconds, 1),
        "must fail": len(failing),
        "failed": len(reported),
        "must be briefed": len(wanted),
        "briefed": len(made),
        "not reported": sorted(failing - reported.keys()),
        "failed though good": sorted(reported.keys() - failing),
        "not briefed though good": sorted(wanted - made),
        "stages": {path: f"{f['stage']}: {f['error']}" for path, f in reported.items() if "/" not in path},
        "fine": made == wanted and reported.keys() == failing and plain and ended.returncode == 1,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--workers", type=int, default=0)
    options = parser.parse_args()
    if options.articles > IN_A_FOLDER:
        raise SystemExit(f"at most {IN_A_FOLDER} articles")
    with tempfile.TemporaryDirectory() as folder:
        result = measure(options.articles, options.workers, Path(folder))
    print(json.dumps(result, indent=1, ensure_ascii=False))
    sys.exit(not result["fine"])


if __name__ == "__main__":
    main()
