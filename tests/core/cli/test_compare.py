# SPDX-License-Identifier: Apache-2.0
"""`rigwise compare`: rigs side by side, as a table for a page, a spreadsheet or a script."""

import csv
import io
import json

from rigwise.core.cli import main

WORDS = (
    "compare",
    "Qwen/Qwen3-32B",
    "openai/gpt-oss-120b",
    "--rig",
    "2x RTX 3090 +nvlink = 1,500",
    "--rig",
    "RTX 5090=$2500",
)


def run(capsys, *words):
    status = main(words)
    return status, capsys.readouterr()


def test_a_row_for_every_model_on_every_rig(capsys):
    status, out = run(capsys, *WORDS, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out.out)))
    assert status == 0
    assert [(row["model"], row["rig"]) for row in rows] == [
        ("Qwen3-32B", "2 x RTX 3090 + NVLink"),
        ("Qwen3-32B", "RTX 5090"),
        ("gpt-oss-120b", "2 x RTX 3090 + NVLink"),
        ("gpt-oss-120b", "RTX 5090"),
    ]
    assert rows[0]["fits"] == "yes"
    assert float(rows[0]["tokens/s per 1000"]) > 0
    assert rows[2]["fits"] == "no"
    assert "more RTX 3090 cards" in rows[2]["change"]


def test_markdown_leaves_out_columns_nobody_has_values_for(capsys):
    _, out = run(capsys, "compare", "Qwen/Qwen3-8B", "--rig", "RTX 4090")
    head = out.out.splitlines()[0]
    assert "tokens/s for one" in head
    assert "price" not in head
    assert "change" not in head


def test_json_carries_ranges_and_reasons(capsys):
    _, out = run(capsys, *WORDS, "--json")
    row = json.loads(out.out)["rows"][0]
    low, likely, high = row["tokens/s for each, range"]
    assert low < likely < high
    assert row["why"]


def test_a_file_is_written(capsys, tmp_path):
    place = tmp_path / "rigs.md"
    status, out = run(capsys, *WORDS, "--output", str(place))
    assert (status, out.out) == (0, "")
    assert place.read_text(encoding="utf-8").startswith("| model | rig |")


def test_nothing_fits_is_an_answer_with_its_own_status(capsys):
    status, _ = run(capsys, "compare", "deepseek-ai/DeepSeek-V3.1", "--rig", "RTX 4090")
    assert status == 1


def test_faults_are_told_in_a_sentence(capsys):
    for words, code in (
        (("--rig", "RTX 9999"), "RTX 9999 is not in the GPU catalogue."),
        (("--rig", "RTX 4090=cheap"), "cheap is not a price."),
        (("--rig", "RTX 4090 +nvlink"), "has no NVLink."),
        (tuple(["--rig", "RTX 4090"] * 7), "1 to 6 rigs can be compared, not 7."),
    ):
        status, out = run(capsys, "compare", "Qwen/Qwen3-8B", *words)
        assert status == 2
        assert code in out.err
