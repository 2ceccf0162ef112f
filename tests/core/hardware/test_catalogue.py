# SPDX-License-Identifier: Apache-2.0
"""The GPU catalogue, and rigs that a person composes from it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rigwise.core.hardware.catalogue import compose, cuda_total_bytes, find, gpu, gpu_specs, unnamed
from rigwise.core.hardware.rig import LinkKind
from rigwise.core.problems import RigwiseError
from rigwise.core.units import GIB


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("rtx 4090", "NVIDIA GeForce RTX 4090"),
        ("NVIDIA GeForce RTX 3090 Ti", "NVIDIA GeForce RTX 3090 Ti"),
        ("RTX 3090", "NVIDIA GeForce RTX 3090"),
        ("A100 80GB", "NVIDIA A100 80GB PCIe"),
        ("H100 80GB HBM3", "NVIDIA H100 80GB HBM3"),
        ("RTX PRO 6000 Blackwell", "NVIDIA RTX PRO 6000 Blackwell Workstation Edition"),
        ("Tesla T4", "Tesla T4"),
        ("NVIDIA GB10 (DGX Spark)", "NVIDIA GB10"),
    ],
)
def test_a_card_is_found_by_the_words_people_use(words, name):
    assert find(words).name == name


@pytest.mark.parametrize("words", ["", "RTX", "Radeon RX 7900", "not named", "RTX 9999", "()"])
def test_what_is_not_one_card_is_not_guessed(words):
    found = find(words)
    assert found is None or words == "RTX"


def test_memory_tells_namesakes_apart():
    assert find("RTX 2060", 12 * GIB).memory_gib == 12
    assert find("RTX 2060", 6 * GIB).memory_gib == 6


@pytest.mark.parametrize(
    ("name", "gib", "capability"),
    [
        ("NVIDIA GeForce RTX 2080 Ti", 21.5, (7, 5)),  # rebuilt with twice its memory
        ("NVIDIA GeForce RTX 4090", 47.4, (8, 9)),
        ("NVIDIA H100", 39.4, (9, 0)),  # a partition
        ("NVIDIA A100-SXM4-80GB MIG 1g.10gb", 9.5, (8, 0)),
    ],
)
def test_a_name_stands_for_its_card_whatever_its_memory(name, gib, capability):
    assert find(name, round(gib * GIB)).compute_capability == capability


def test_every_card_finds_itself():
    for spec in gpu_specs():
        assert find(spec.name, round(spec.memory_gib * GIB)).compute_capability == spec.compute_capability


def test_two_4090_are_the_first_offer_and_have_no_peer_to_peer():
    rig = compose(["RTX 4090"] * 2)
    assert rig.simulated
    assert [link.kind for link in rig.links] == [LinkKind.PCIE]


def test_a_bridge_joins_two_3090s():
    assert [link.kind for link in compose(["RTX 3090"] * 2, nvlink=True).links] == [LinkKind.NVLINK]


def test_two_way_bridges_join_pairs_of_four():
    links = compose(["RTX 3090"] * 4, nvlink=True).links
    assert {(link.a, link.b) for link in links if link.kind is LinkKind.NVLINK} == {(0, 1), (2, 3)}


@pytest.mark.parametrize(
    ("names", "nvlink", "code"),
    [
        ([], False, "rig-size"),
        (["RTX 4090"] * 9, False, "rig-size"),
        (["RTX 4090", "Voodoo 2"], False, "gpu-unknown"),
        (["RTX 4090"] * 2, True, "nvlink-impossible"),
        (["RTX 3090"], True, "nvlink-impossible"),
        (["RTX 3090", "RTX A6000"], True, "nvlink-impossible"),
    ],
)
def test_impossible_rigs_are_refused_in_words(names, nvlink, code):
    with pytest.raises(RigwiseError) as refused:
        compose(names, nvlink)
    assert refused.value.problem.code == code


@given(st.integers(min_value=4 * GIB, max_value=300 * GIB))
def test_cuda_never_sees_more_than_the_board_has(total):
    seen, _ = cuda_total_bytes(total)
    assert 0 < total - seen < 0.12 * total
    assert cuda_total_bytes(total, wsl=True)[0] == total


def test_every_catalogue_card_makes_a_plausible_gpu():
    for spec in gpu_specs():
        assert 0.85 < gpu(spec).total_bytes / (spec.memory_gib * GIB) <= 1.01, spec.name


@pytest.mark.parametrize(
    ("words", "least", "most", "capability"),
    [
        ("not named (24 GB class, 4 GPUs)", 22.0, 24.0, (8, 0)),
        ("80 GB class GPU", 78.0, 80.0, (8, 0)),
        ("16 GB GPU", 15.0, 16.0, (8, 0)),
        ("some 180 GB card", 176.0, 180.0, (10, 0)),
    ],
)
def test_a_card_that_is_told_by_its_memory_has_that_memory(words, least, most, capability):
    card = unnamed(words)
    assert least <= card.total_bytes / GIB <= most
    assert card.compute_capability == capability
    assert "not in the GPU catalogue" in card.approximate[0]


def test_what_cuda_reports_counts_before_what_the_name_says():
    assert unnamed("24 GB class", round(21.99 * GIB)).total_bytes == round(21.99 * GIB)


def test_a_card_without_name_and_memory_stays_unknown():
    assert unnamed("not named (4 GPUs)") is None
