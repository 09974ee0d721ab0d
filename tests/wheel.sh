#!/usr/bin/env bash
# Builds the wheel, installs it bare in a fresh environment, and briefs an article from another folder, first as usual,
# then with a home that cannot be written and with none.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT

.venv/bin/python -m build --wheel --outdir "$work" . >"$work/build.log" 2>&1 || { cat "$work/build.log"; exit 1; }
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check --constraint constraints.txt "$work"/briefing-*.whl
cp tests/examples/high-tech-zone.txt "$work/article.txt"
mkdir "$work/home" && chmod a-w "$work/home"
cd "$work"
./venv/bin/briefing make article.txt --format json >as-usual.json
HOME="$work/home" ./venv/bin/briefing make article.txt --format json >read-only-home.json
env -u HOME ./venv/bin/briefing make article.txt --format json >no-home.json
./venv/bin/briefing make article.txt --model embedded --format json >embedded.json
cmp as-usual.json read-only-home.json
cmp as-usual.json no-home.json
./venv/bin/python - <<'PYTHON'
import json, pathlib, sys
from briefing import brief, render
made = json.loads(pathlib.Path("as-usual.json").read_text(encoding="utf-8"))
assert made["kind"] == "visit" and made["sites"] and made["directives"], made
assert json.loads(pathlib.Path("embedded.json").read_text(encoding="utf-8"))["check"]["seq2seq"] > 0, "the model wrote no line"
assert json.loads(render(brief("article.txt"), "json")) == made
assert "torch" not in sys.modules, "the embedded model needs no torch"
PYTHON
echo "the wheel works: $(basename "$work"/briefing-*.whl)"
