# SPDX-License-Identifier: Apache-2.0
"""Rigs side by side: formats that are needed, power, price, and the cheapest change that makes a model fit."""

import csv
import io

import pytest
from rigwise.core.hardware.catalogue import compose
from rigwise.core.models.catalogue import entries, find
from rigwise.core.models.named_formats import stem
from rigwise.core.planning.changes import Cost, changes, cheapest_change, with_bridges
from rigwise.core.planning.compare import COLUMNS, HOST_WATTS, SUPPLY, Offer, as_csv, as_markdown, compare, rows
from rigwise.core.planning.variants import bits, models, title, variants
from rigwise.core.planning.wishes import WISHES, Goal
from rigwise.core.problems import RigwiseError
from rigwise.core.words import ENGLISH, Language, speak


def model(name):
    return find(name).checkpoint()


def test_formats_of_one_model_belong_together():
    names = [one.model for one in variants(model("Qwen/Qwen3-32B-AWQ"))]
    assert names == ["Qwen/Qwen3-32B", "Qwen/Qwen3-32B-FP8", "nvidia/Qwen3-32B-NVFP4", "Qwen/Qwen3-32B-AWQ"]
    assert stem("RedHatAI/Meta-Llama-3.1-8B-Instruct-FP8") == stem("meta-llama/Llama-3.1-8B-Instruct")
    assert stem("Qwen/Qwen2.5-Coder-32B-Instruct-AWQ") != stem("Qwen/Qwen2.5-32B-Instruct")
    assert title(model("Qwen/Qwen3-32B-AWQ")) == "Qwen3-32B"


def test_bits_count_what_stays_16_bit():
    assert bits(model("Qwen/Qwen3-32B")) == 16
    assert 8 < bits(model("Qwen/Qwen3-32B-FP8")) < 9
    assert 4 < bits(model("Qwen/Qwen3-32B-AWQ")) < 5.5


def test_every_model_is_listed_once():
    names = [stem(entry.id) for entry in models()]
    assert len(names) == len(set(names)) < len(entries())


def test_a_cell_takes_the_most_bits_that_serve_the_wish():
    found = compare(
        [Offer(compose(cards)) for cards in (["RTX PRO 6000 Blackwell"], ["RTX 4090"] * 2, ["RTX 3090"])],
        [model("Qwen/Qwen3-32B-AWQ")],
    )
    assert [cell.checkpoint.quantization.label for cell in found.cells] == ["16-bit", "FP8", "AWQ 4-bit"]


def test_power_is_measured_at_the_wall_with_the_cards_used():
    found = compare([Offer(compose(["RTX 4090"] * 2), price=4000.0)], [model("Qwen/Qwen3-8B")])
    (cell,) = found.cells
    used = cell.choice.option.split.world
    assert cell.watts == pytest.approx((used * 450 + HOST_WATTS) / SUPPLY)
    assert cell.per_watt == pytest.approx(cell.aggregate / cell.watts)
    assert cell.per_money == pytest.approx(cell.aggregate / 4)


def test_without_a_price_nothing_is_worth_money():
    (cell,) = compare([Offer(compose(["RTX 4090"]))], [model("Qwen/Qwen3-8B")]).cells
    assert cell.per_money is None


@pytest.mark.parametrize(("rigs", "some"), [(7, 1), (0, 1), (1, 5), (1, 0)])
def test_six_rigs_and_four_models_at_most(rigs, some):
    with pytest.raises(RigwiseError):
        compare([Offer(compose(["RTX 4090"]))] * rigs, [model("Qwen/Qwen3-8B")] * some)


def test_tables_say_the_same():
    found = compare([Offer(compose(["RTX 4090"]), "=my rig|1")], [model("Qwen/Qwen3-8B"), model("openai/gpt-oss-120b")])
    table = rows(found)
    read = list(csv.DictReader(io.StringIO(as_csv(found))))
    assert [row["model"] for row in read] == [row["model"] for row in table]
    assert read[0]["rig"] == "'=my rig|1"  # no formula in a spreadsheet
    assert "=my rig\\|1" in as_markdown(found)


def test_a_spreadsheet_speaks_the_language_of_the_table_it_is_saved_from():
    found = compare([Offer(compose(["RTX 4090"]), "mine")], [model("Qwen/Qwen3-8B")])
    speak(Language(lambda context, text: f"~{text}" if context == "comparison" else text))
    try:
        read = list(csv.reader(io.StringIO(as_csv(found))))
    finally:
        speak(ENGLISH)
    assert read[0] == [f"~{column}" for column in COLUMNS]
    row = dict(zip(COLUMNS, read[1], strict=True))
    assert (row["fits"], row["speed is"]) == ("~yes", "~predicted")
    assert row["context"] == str(rows(found)[0]["context"])  # a number, for programs


def test_the_cheapest_change_is_none_when_it_fits():
    assert cheapest_change(compose(["RTX 4090"]), model("Qwen/Qwen3-8B-AWQ")).cost is Cost.NOTHING


def test_settings_come_before_downloads_and_downloads_before_cards():
    rig = compose(["RTX 4090"])
    found = list(changes(rig, model("Qwen/Qwen3-14B-FP8"), WISHES[Goal.CODING]))
    costs = [change.cost for change in found]
    order = list(Cost)
    assert costs == sorted(costs, key=order.index)
    assert costs[0] is Cost.SETTING
    assert Cost.DOWNLOAD in costs
    assert costs[-1] is Cost.CARD
    for change in found:
        assert change.choice.option.result.starts


def test_an_8_bit_cache_makes_room():
    change = cheapest_change(compose(["RTX 4090"]), model("Qwen/Qwen3-14B-FP8"), WISHES[Goal.CODING])
    assert change.words == "An FP8 KV cache makes room for 40,960 tokens."


def test_another_format_is_a_download():
    change = cheapest_change(compose(["RTX 4090"]), model("Qwen/Qwen3-32B"))
    assert change.cost is Cost.DOWNLOAD
    assert change.choice.option.deployment.checkpoint.model == "Qwen/Qwen3-32B-AWQ"


def test_another_card_where_no_format_helps():
    change = cheapest_change(compose(["RTX 5090"] * 2), model("openai/gpt-oss-120b"))
    assert change.cost is Cost.CARD
    assert change.words == "One more RTX 5090, for MXFP4."
    assert len(change.rig.gpus) == 3


def test_namesakes_with_more_memory_stay_what_they_are():
    change = cheapest_change(compose(["RTX 4060 Ti 16GB"]), model("Qwen/Qwen3-32B"), WISHES[Goal.CODING])
    assert {gpu.total_bytes for gpu in change.rig.gpus} == {compose(["RTX 4060 Ti 16GB"]).gpus[0].total_bytes}


def test_a_bridge_is_the_change_when_speed_is_short():
    rig = compose(["RTX 3090"] * 2)
    checkpoint, wish = model("Qwen/Qwen3-32B-FP8"), WISHES[Goal.CHAT]
    bare = cheapest_change(rig, checkpoint, wish).choice.option.single
    bridged = cheapest_change(with_bridges(rig), checkpoint, wish).choice.option.single
    assert bridged > bare
    found = {change.cost for change in changes(rig, checkpoint, wish, least_tok_s=(bare + bridged) / 2)}
    assert Cost.BRIDGE in found
    assert Cost.NOTHING not in found


def test_cards_without_bridges_get_none():
    assert with_bridges(compose(["RTX 4090"] * 2)) is None
    assert with_bridges(compose(["RTX 3090"] * 2, nvlink=True)) is None
