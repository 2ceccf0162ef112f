# SPDX-License-Identifier: Apache-2.0
"""Searching: by words, sorted by what people run, narrowed, remembered; and which repositories are one model."""

import threading

import checkpoints
import pytest
from rigwise.core.models.hub import facts
from rigwise.core.models.hub.inspect import inspect
from rigwise.core.models.hub.names import Reference
from rigwise.core.models.hub.search import FRESH_S, Filters, Found, earlier, format_of, search
from rigwise.core.models.hub.siblings import look_at_all, looked_at, original, siblings, worth_a_look
from rigwise.core.models.named_formats import stem
from rigwise.core.problems import RigwiseError

BASE = "meta/Tiny-Instruct"


@pytest.fixture
def hub(stub_hub):
    add = stub_hub.add
    add(checkpoints.model(BASE, downloads=900, license="llama3.1"))
    add(checkpoints.model("ada/tiny-instruct-awq", how="awq", downloads=500, base_model=BASE))
    add(checkpoints.model("red/Tiny-Instruct-FP8", how="fp8", downloads=1500, base_model=BASE))
    add(checkpoints.model("bob/Tiny-Instruct-FP8-dynamic", how="fp8", downloads=5, base_model=BASE))
    add(checkpoints.model("cyd/Tiny-Instruct-FP8-KV", how="fp8", downloads=3, base_model=BASE))
    add(checkpoints.model("eve/Tiny-Instruct-GPTQ-Int4", how="gptq", downloads=7))  # states no relation
    add(checkpoints.gguf("fay/Tiny-Instruct-GGUF", BASE, downloads=4000))
    add(checkpoints.model("gus/Tiny-Instruct-Poet", downloads=8, base_model=BASE, relation="finetune"))
    add(checkpoints.model("gus/Tiny-Instruct-Poet-AWQ", how="awq", downloads=8, base_model="gus/Tiny-Instruct-Poet"))
    add(checkpoints.model("meta/Tiny-2-Instruct", downloads=100))
    add(checkpoints.model("meta/tiny-vision", downloads=50, pipeline="image-text-to-text"))
    add(checkpoints.model("meta/tiny-secret", downloads=40, gated="manual"))
    return stub_hub


def ids(answer):
    return [found.id for found in answer.found]


@pytest.mark.parametrize("splits_words", [True, False])
def test_what_people_run_comes_first(hub, place, splits_words):
    hub.splits_words = splits_words
    answer = search(place, "tiny instruct")
    assert ids(answer)[:3] == ["fay/Tiny-Instruct-GGUF", "red/Tiny-Instruct-FP8", BASE]
    assert all("tiny" in name.lower() and "instruct" in name.lower() for name in ids(answer))
    one = {found.id: found for found in answer.found}
    assert one[BASE].license == "llama3.1"
    assert one[BASE].weight_bytes == sum(map(checkpoints.nbytes, checkpoints.decoder(checkpoints.LLAMA).values()))
    assert one["ada/tiny-instruct-awq"].format == "AWQ"
    assert not one["fay/Tiny-Instruct-GGUF"].served


def test_the_same_words_ask_the_hub_once(hub, place):
    first = search(place, "tiny")
    hub.asked.clear()
    again = search(place, "  TINY ")
    assert hub.asked == []
    assert ids(again) == ids(first)


def test_filters_narrow(hub, place):
    assert ids(search(place, "tiny", Filters(vision=True))) == ["meta/tiny-vision"]
    assert "meta/tiny-secret" not in ids(search(place, "tiny", Filters(open=True)))
    assert set(ids(search(place, "tiny", Filters(license="llama3.1")))) == {BASE}
    quantized = search(place, "tiny", Filters(quantized=True))
    assert BASE not in ids(quantized)
    assert "red/Tiny-Instruct-FP8" in ids(quantized)
    small = search(place, "tiny", Filters(largest=4_000_000)).found
    assert small
    assert all(found.weight_bytes is None or found.weight_bytes <= 4_000_000 for found in small)


def test_tools_and_thinking_are_read_from_the_chat_template(hub, place):
    repo = checkpoints.model("meta/tiny-agent", downloads=1)
    template = "{% if tools %}{{ tools }}{% endif %}{% if enable_thinking %}<think>{% endif %}"
    listed = repo.listed
    repo.listed = lambda whole: {
        **listed(whole=whole),
        "config": {"tokenizer_config": {"chat_template": template}},
    }
    hub.add(repo)
    assert ids(search(place, "tiny", Filters(tools=True, reasons=True))) == ["meta/tiny-agent"]
    found = inspect(place, Reference("meta/tiny-agent"))
    assert found.calls_tools
    assert found.reasons
    assert not inspect(place, Reference(BASE)).calls_tools


def test_without_a_network_the_earlier_answer_says_its_age(hub, place, monkeypatch):
    search(place, "tiny")
    hub.fault("status", value=503)
    monkeypatch.setattr("rigwise.core.models.hub.search.FRESH_S", -1.0)
    with pytest.raises(RigwiseError):
        search(place, "tiny")
    kept = earlier(place, "tiny", Filters(quantized=True))
    assert kept.age < 60
    assert BASE not in ids(kept)
    assert earlier(place, "other words") is None
    assert FRESH_S > 0


@pytest.mark.parametrize("kept", [5, [5], [{"id": "a", "odd": 1}], [{}]])
def test_odd_facts_are_no_answer(place, kept):
    facts.keep(place, "searches", '["x", false, false, ""]', kept)
    assert earlier(place, "x").found == ()


@pytest.mark.parametrize("body", [b"[5]", b'[{"id": 7}]', b'{"error": "x"}', b"[[]]"])
def test_a_list_that_makes_no_sense_is_a_fault_in_words(hub, place, body):
    hub.fault("garbage", "/api/models", body)
    try:
        assert search(place, "tiny").found in ((), (Found("7"),))
    except RigwiseError as error:
        assert error.problem.code == "hub-answer-odd"  # noqa: PT017


def test_pages_are_not_followed_to_the_end(hub, place):
    hub.page = 5
    for number in range(200):
        hub.add(checkpoints.model(f"many/tiny-{number}", tensors={}, downloads=10_000))
    hub.asked.clear()
    assert len(search(place, "tiny").found) == 60
    assert len(hub.asked) == 12


# one model, many repositories


def test_one_model_s_repositories_are_found_by_relation_and_by_name(hub, place):
    known = siblings(place, inspect(place, Reference(BASE)))
    assert [one.id for one in known] == [
        BASE, "fay/Tiny-Instruct-GGUF", "red/Tiny-Instruct-FP8", "ada/tiny-instruct-awq", "eve/Tiny-Instruct-GPTQ-Int4",
        "bob/Tiny-Instruct-FP8-dynamic", "cyd/Tiny-Instruct-FP8-KV",
    ]  # fmt: skip
    assert known[0].official
    assert not known[2].official


def test_from_a_quantized_one_the_original_is_found(hub, place):
    of = inspect(place, Reference("ada/tiny-instruct-awq"))
    assert original(of) == BASE
    known = siblings(place, of)
    assert known[0].id == BASE
    assert next(one for one in known if one.id == of.id).inspection is of


def test_a_fine_tune_is_a_model_of_its_own(hub, place):
    known = siblings(place, inspect(place, Reference("gus/Tiny-Instruct-Poet")))
    assert [one.id for one in known] == ["gus/Tiny-Instruct-Poet", "gus/Tiny-Instruct-Poet-AWQ"]


def test_two_of_each_format_are_looked_at_unasked(hub, place):
    known = siblings(place, inspect(place, Reference(BASE)))
    chosen = worth_a_look(known)
    assert [one.id for one in chosen] == [
        "red/Tiny-Instruct-FP8", "ada/tiny-instruct-awq", "eve/Tiny-Instruct-GPTQ-Int4", "bob/Tiny-Instruct-FP8-dynamic",
    ]  # fmt: skip
    seen = []
    look_at_all(place, chosen, seen.append, threading.Event())
    assert all(one.inspection and one.inspection.headers for one in seen)


def test_what_stands_against_a_look_is_kept_with_the_sibling(hub, place):
    hub.repos["red/Tiny-Instruct-FP8"].gated = "manual"
    known = siblings(place, inspect(place, Reference(BASE)))
    one = looked_at(place, next(one for one in known if one.id == "red/Tiny-Instruct-FP8"))
    assert one.inspection is None
    assert one.problem.code == "hub-gated-no-token"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Qwen/Qwen3-32B-AWQ", "qwen3-32b"),
        ("RedHatAI/Llama-3.3-70B-Instruct-quantized.w4a16", "llama-3.3-70b-instruct"),
        ("RedHatAI/Llama-3.3-70B-Instruct-FP8-dynamic", "llama-3.3-70b-instruct"),
        ("hugging-quants/Meta-Llama-3.1-8B-Instruct-AWQ-INT4", "llama-3.1-8b-instruct"),
        ("Qwen/Qwen2.5-14B-Instruct-GPTQ-Int8", "qwen2.5-14b-instruct"),
        ("nvidia/Qwen3-235B-A22B-NVFP4", "qwen3-235b-a22b"),
        ("turboderp/Llama-3.1-8B-Instruct-exl2", "llama-3.1-8b-instruct"),
        ("x/Model-4.65bpw-exl3", "model"),
        ("google/gemma-4-31B-it-qat-w4a16-ct", "gemma-4-31b-it"),
        ("Lorbus/Qwen3.6-27B-int4-AutoRound", "qwen3.6-27b"),
        ("cyankiwi/gemma-4-26B-A4B-it-AWQ-4bit", "gemma-4-26b-a4b-it"),
    ],
)
def test_names_without_their_format(name, short):
    assert stem(name) == short


@pytest.mark.parametrize(
    ("name", "config", "said"),
    [
        ("Qwen/Qwen3-8B", {}, ("16-bit", True)),
        ("a/b-GPTQ-Int4", {}, ("GPTQ", True)),
        ("a/b-bnb-4bit", {}, ("bitsandbytes", False)),
        ("a/b", {"quantization_config": {"quant_method": "awq"}}, ("AWQ 4-bit", True)),
        ("a/b", {"quantization_config": {"quant_method": "bitsandbytes"}}, ("bitsandbytes", False)),
        ("a/b-exl2", {}, ("EXL2", False)),
        ("mlx-community/b-4bit", {}, ("INT4", True)),
    ],
)
def test_what_a_list_tells_of_the_format(name, config, said):
    assert format_of(name, (), config) == said
