# SPDX-License-Identifier: Apache-2.0
"""`rigwise suggest` and `plan --goal`: what can I run, and how."""

import json
import re

import pytest
from rigwise.core.cli import main


def run(capsys, *words):
    status = main(words)
    return status, capsys.readouterr().out


def test_the_catalogue_is_listed_best_first_and_only_what_fits(capsys):
    status, text = run(capsys, "suggest", "--gpus", "RTX 3060", "--json")
    answer = json.loads(text)
    assert status == 0
    assert answer["rig"] == "RTX 3060"
    fits = [model["fit"] for model in answer["models"]]
    assert fits == sorted(fits)  # "fits" before "tight"
    assert "too big" not in fits
    assert answer["models"][0]["tokens_per_second"] > 10


def test_the_context_of_the_list_is_the_longest_that_fits_and_the_planned_one_has_its_own_name(capsys):
    words = ("suggest", "--gpus", "RTX 4090")
    models = json.loads(run(capsys, *words, "--json")[1])["models"]
    one = next(model for model in models if model["longest_context"] > model["max_model_len"])
    said = run(capsys, *words)[1]
    heads = next(line for line in said.splitlines() if line.startswith("model"))
    assert "longest context" in heads
    (line,) = (line for line in said.splitlines() if line.split()[:1] == [one["model"]])
    assert line[heads.index("longest") :].split()[0] == f"{one['longest_context']:,}"


def test_all_lists_what_is_too_big_as_well(capsys):
    shown = {
        flag: json.loads(run(capsys, "suggest", "--gpus", "RTX 3060", "--json", *flag)[1])["models"]
        for flag in ((), ("--all",))
    }
    assert len(shown["--all",]) > len(shown[()])


def test_what_is_refused_is_counted_apart_and_says_why(capsys):
    main(["suggest", "--gpus", "RTX 2080 Ti"])
    assert re.search(r"\d+ more are too big and \d+ more are refused \(--all lists them\)", capsys.readouterr().out)
    main(["suggest", "--gpus", "V100", "--all", "--json"])
    models = json.loads(capsys.readouterr().out)["models"]
    assert {model["fit"] for model in models} == {"refused"}
    assert "compute capability 7.0" in models[0]["why_not"]


def test_a_team_is_told_what_all_requests_come_to(capsys):
    assert main(["suggest", "--gpus", "RTX 4090", "--goal", "team"]) == 0
    assert "all tokens/s" in capsys.readouterr().out
    main(["suggest", "--gpus", "RTX 4090", "--goal", "team", "--json"])
    best = json.loads(capsys.readouterr().out)["models"][0]
    assert best["tokens_per_second_in_all"] > best["tokens_per_second"]


def test_one_model_gets_few_plans_with_their_reasons(capsys):
    status, text = run(capsys, "suggest", "Qwen/Qwen3-32B-AWQ", "--gpus", "2x RTX 4090", "--goal", "coding", "--json")
    answer = json.loads(text)
    assert status == 0
    assert 1 <= len(answer["choices"]) <= 7
    first = answer["choices"][0]
    assert "Recommended" in first["kinds"]
    assert first["options"]["tensor_parallel_size"] == 2
    low, likely, high = first["decode_tok_s"]
    assert low < likely < high
    assert first["why"]
    assert "no-nvlink" in {notice["code"] for notice in answer["notices"]}


def test_the_text_says_why_when_asked(capsys):
    words = ("suggest", "Qwen/Qwen3-32B-AWQ", "--gpus", "2x RTX 4090")
    assert "divides 64 heads" not in run(capsys, *words)[1]
    assert "divides 64 heads" in run(capsys, *words, "--why")[1]


def test_plans_are_headed_by_sentences_and_hold_whole_requests(capsys):
    assert main(["suggest", "Qwen/Qwen3-8B", "--gpus", "RTX 4090"]) == 0
    said = capsys.readouterr().out
    assert "\nRecommended; also the " in said
    assert " / " not in said.partition("bound by")[0]
    held = re.findall(r"tokens, ([\d.,]+) (requests?) at once", said)
    assert held
    assert all(count.isdigit() and (count == "1") == (word == "request") for count, word in held)


def test_what_starts_nowhere_is_told_with_the_cheapest_change(capsys):
    status, text = run(capsys, "suggest", "Qwen/Qwen3-32B", "--gpus", "RTX 4090")
    assert status == 1
    assert "The cheapest change that helps: Qwen/Qwen3-32B-AWQ (AWQ 4-bit, 19.3 GB to download)" in text


def test_several_machines_are_planned_when_one_is_too_small(capsys):
    status, text = run(capsys, "suggest", "deepseek-ai/DeepSeek-V3.1", "--gpus", "8x H100 80GB HBM3")
    assert status == 1
    assert "Or 2 such machines: tensor parallel 8, pipeline 2" in text
    assert "--nnodes 2" in text


def test_limits_are_kept_and_said(capsys):
    words = ("suggest", "Qwen/Qwen3-14B-AWQ", "--gpus", "2x RTX 4090", "--no-fp8-kv-cache", "--keep-free", "3")
    status, text = run(capsys, *words)
    assert status == 0
    assert "(3 GiB stay free on every card; no FP8 KV cache)" in text
    assert "FP8 KV cache:" not in text


def test_weights_move_the_recommendation(capsys):
    words = ("suggest", "Qwen/Qwen3-32B", "--any-format", "--gpus", "RTX PRO 6000 Blackwell", "--json", "--weigh")
    picked = {
        weights: json.loads(run(capsys, *words, weights)[1])["choices"][0]["model"]
        for weights in ("speed=1,quality=0", "speed=0,quality=1")
    }
    assert picked == {"speed=1,quality=0": "Qwen/Qwen3-32B-AWQ", "speed=0,quality=1": "Qwen/Qwen3-32B"}


def test_a_goal_changes_the_command_that_plan_writes(capsys):
    words = ("plan", "casperhansen/llama-3.3-70b-instruct-awq", "--gpus", "4x RTX 3090")
    _, careful = run(capsys, *words)
    _, coding = run(capsys, *words, "--goal", "coding")
    assert "--max-model-len 65536" in coding
    assert "--max-model-len 65536" not in careful


def test_a_command_that_would_not_start_says_so(capsys):
    words = ["plan", "Qwen/Qwen3-32B", "--gpus", "RTX 4090"]
    assert main(words) == 1
    said = capsys.readouterr()
    assert said.out.startswith("docker run")
    assert "It would not start. The weights" in said.err
    assert main([*words, "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["starts"], told["problems"][0]["code"]) == (False, "weights-too-large")


@pytest.mark.parametrize(
    "words", [("--goal", "glory"), ("--without-gpu", "-1"), ("--users", "0"), ("--weigh", "luck=1")]
)
def test_nonsense_is_refused_by_the_parser(words):
    with pytest.raises(SystemExit) as error:
        main(["suggest", "--gpus", "RTX 4090", *words])
    assert error.value.code == 2
