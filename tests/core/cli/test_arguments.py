# SPDX-License-Identifier: Apache-2.0
"""How the command line reads a person's words."""

import argparse
import json

import pytest
from rigwise.core.cli import main
from rigwise.core.cli.deployment import fraction, gpu_names, positive, tokens
from rigwise.gui import entry


@pytest.mark.parametrize(
    ("text", "count"),
    [("32768", 32768), ("32k", 32000), ("32K", 32768), ("25.6k", 25600), ("1M", 1 << 20), ("auto", -1), ("-1", -1)],
)
def test_token_counts_are_read_as_vllm_reads_them(text, count):
    assert tokens(text) == count


@pytest.mark.parametrize("text", ["", "0", "1.5", "-2", "32KiB", "k", "1e3", "9" * 40, "1.0001K", "٣"])
def test_what_vllm_would_refuse_is_refused(text):
    with pytest.raises(argparse.ArgumentTypeError):
        tokens(text)


@pytest.mark.parametrize("text", ["0", "-1", "2.5", "two", "9" * 30, "²"])
def test_sizes_and_counts_are_whole_andpositive(text):
    with pytest.raises(argparse.ArgumentTypeError):
        positive(text)


@pytest.mark.parametrize("text", ["0", "1.5", "nan", "-0.1", "all"])
def test_a_share_of_the_card_lies_between_0_and_1(text):
    with pytest.raises(argparse.ArgumentTypeError):
        fraction(text)


def test_a_rig_in_words_becomes_one_name_a_card():
    assert gpu_names("2x RTX 4090, RTX 3090") == ["RTX 4090", "RTX 4090", "RTX 3090"]
    assert gpu_names(" RTX 4090 ,, ") == ["RTX 4090"]


def test_speculation_asked_for_on_the_command_line_is_in_the_estimate(capsys):
    asked = '{"method": "mtp", "num_speculative_tokens": 2}'
    plain = ["estimate", "Qwen/Qwen3.6-35B-A3B", "--gpus", "H200", "--json"]
    weights = []
    short = ["--spec-method", "mtp", "--spec-tokens", "2"]
    for extra in ([], ["--speculative-config", asked, "--no-enable-prefix-caching"], short):
        assert main([*plain, *extra]) == 0
        weights.append(json.loads(capsys.readouterr().out)["per_gpu"][0]["weights_gib"])
    assert weights[1] - weights[0] == pytest.approx(1.573, abs=0.001)
    assert weights[1] == weights[2]


def test_speculation_said_in_two_ways_is_refused(capsys):
    twice = ["--speculative-config", '{"method": "mtp"}', "--spec-method", "ngram"]
    assert main(["estimate", "Qwen/Qwen3-8B", "--gpus", "H200", *twice]) == 2
    assert "say the same thing twice" in capsys.readouterr().err


def test_options_may_be_written_as_vllm_lets_them_be_written(capsys):
    plain = ["estimate", "Qwen/Qwen3-30B-A3B", "--gpus", "2x H200", "--json"]
    long = ["--tensor-parallel-size", "2", "--enable-expert-parallel", "--max-model-len=16K"]
    answers = []
    for written in (long, ["-tp", "2", "-ep", "--max_model_len=16K"], ["-tp=2", "-ep", "--max_model_len", "16384"]):
        assert main([*plain, *written]) == 0
        answers.append(json.loads(capsys.readouterr().out))
    assert answers[0] == answers[1] == answers[2]
    assert len(answers[0]["per_gpu"]) == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["estimate", "--gpu", "RTX 4090", "Qwen/Qwen3-8B"],
            "rigwise estimate: There is no --gpu. Did you mean --gpus?",
        ),
        (["suggest", "--golem", "chat"], "Did you mean --goal?"),
        (["estimate", "Qwen/Qwen3-8B", "Qwen/Qwen3-14B"], "'Qwen/Qwen3-14B' is too much."),
        (["sugest"], "'sugest' is no command. Did you mean suggest?"),
        (["Qwen/Qwen3-8B"], "`rigwise suggest Qwen/Qwen3-8B` says how to run that model here."),
        (["xyzzy"], "'xyzzy' is no command."),
    ],
)
def test_a_slip_is_named_in_one_line_with_what_was_meant(words, said, capsys):
    with pytest.raises(SystemExit) as error:
        main(words)
    told = capsys.readouterr().err
    assert error.value.code == 2
    assert said in told
    assert len(told.splitlines()) == 2


def test_without_a_display_the_window_is_refused_in_words(monkeypatch, capsys):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("sys.argv", ["rigwise"])
    assert entry.main() == 2
    assert "this terminal has no display" in capsys.readouterr().err
