# SPDX-License-Identifier: Apache-2.0
"""What the first page is told about a machine; the real pynvml talks to a stub driver."""

import json
import os

import pytest
from rigwise.core.hardware.nvml import probe
from rigwise.core.hardware.rig import LinkKind
from rigwise.core.hardware.text import describe
from rigwise.core.units import GIB, MIB


def codes(detection):
    return [problem.code for problem in detection.problems]


def test_two_4090s_are_seen_with_all_that_a_plan_needs(nvml_rig):
    nvml_rig("2x4090")
    detection = probe()
    rig = detection.rig
    assert rig.description == "2 x RTX 4090"
    assert (rig.driver_version, rig.cuda_version) == ("580.95.05", (13, 0))
    first, second = rig.gpus
    assert first.compute_capability == (8, 9)
    assert first.display
    assert not second.display
    assert first.used_bytes == 612 * MIB
    assert first.uuid.startswith("GPU-")
    assert first.pci_address == "00000000:01:00.0"
    assert codes(detection) == []


def test_what_cuda_will_see_is_smaller_than_the_board_on_linux_and_equal_under_wsl(nvml_rig, tmp_path):
    nvml_rig("2x4090")
    assert probe(tmp_path).rig.gpus[0].total_bytes == pytest.approx(23.52 * GIB, abs=MIB)
    release = tmp_path / "proc/sys/kernel/osrelease"
    release.parent.mkdir(parents=True)
    release.write_text("5.15.167.4-microsoft-standard-WSL2\n")
    under_wsl = probe(tmp_path).rig
    assert under_wsl.wsl
    assert under_wsl.gpus[0].total_bytes == 24564 * MIB


def test_cards_without_a_bridge_talk_through_the_host(nvml_rig):
    nvml_rig("2x4090")
    (link,) = probe().rig.links
    assert (link.kind, link.lanes, link.topology) == (LinkKind.PCIE, 0, "PHB")


def test_a_bridge_between_two_3090s_is_found_with_its_links(nvml_rig):
    nvml_rig("2x3090-nvlink")
    (link,) = probe().rig.links
    assert (link.a, link.b, link.kind, link.lanes) == (0, 1, LinkKind.NVLINK, 4)


def test_eight_h100_on_a_switch_are_all_joined(nvml_rig):
    nvml_rig("8xh100")
    rig = probe().rig
    assert len(rig.gpus) == 8
    assert len(rig.links) == 28
    assert {link.kind for link in rig.links} == {LinkKind.NVLINK}


def test_different_cards_keep_their_own_facts(nvml_rig):
    nvml_rig("4090+3090")
    rig = probe().rig
    assert rig.description == "RTX 4090 + RTX 3090"
    assert [gpu.compute_capability for gpu in rig.gpus] == [(8, 9), (8, 6)]


def test_a_card_without_memory_of_its_own_takes_the_machine_s(nvml_rig, tmp_path):
    nvml_rig("gb10")
    (tmp_path / "proc").mkdir()
    (tmp_path / "proc/meminfo").write_text("MemTotal:       127540000 kB\nMemAvailable:   120000000 kB\n")
    (gpu,) = probe(tmp_path).rig.gpus
    assert gpu.integrated
    assert gpu.total_bytes == 127540000 * 1024
    assert gpu.used_bytes == 7540000 * 1024


def test_a_lost_card_is_named_and_the_other_stays_usable(nvml_rig):
    nvml_rig("4090-lost")
    detection = probe()
    assert [gpu.index for gpu in detection.rig.gpus] == [0]
    (problem,) = detection.problems
    assert problem.code == "gpu-lost"
    assert "GPU 1" in problem.message


def test_a_card_that_dies_between_two_looks_is_a_problem_not_a_crash(nvml_rig):
    nvml_rig("2x4090")
    assert len(probe().rig.gpus) == 2
    nvml_rig("2x4090", gpu1={"fail": 15})
    assert codes(probe()) == ["gpu-lost"]
    nvml_rig("2x4090", gpu0={"temperature": "!15"})
    assert codes(probe()) == ["gpu-lost"]


def test_slices_are_recognised(nvml_rig):
    nvml_rig("h100-mig")
    detection = probe()
    assert detection.devices[0].mig
    assert codes(detection) == ["mig-on"]
    assert detection.rig is not None


@pytest.mark.parametrize(
    ("rig", "code"),
    [
        ("mismatch", "driver-library-mismatch"),
        ("no-permission", "gpu-no-permission"),
        ("driver-not-loaded", "driver-not-loaded"),
        ("empty", "no-gpu-visible"),
    ],
)
def test_each_way_to_fail_has_its_own_sentence_and_next_step(nvml_rig, tmp_path, rig, code):
    nvml_rig(rig)
    detection = probe(tmp_path)
    assert detection.rig is None
    (problem,) = detection.problems
    assert problem.code == code
    assert problem.message.endswith(".")
    assert problem.fix


def test_no_driver_at_all(no_nvml_library, tmp_path):
    (problem,) = probe(tmp_path).problems
    assert problem.code == "no-nvidia-driver"


@pytest.mark.parametrize(("vendor", "name"), [("0x1002", "AMD"), ("0x8086", "Intel")])
def test_machines_with_other_graphics_are_told_so(no_nvml_library, tmp_path, vendor, name):
    device = tmp_path / "sys/bus/pci/devices/0000:03:00.0"
    device.mkdir(parents=True)
    (device / "class").write_text("0x030000\n")
    (device / "vendor").write_text(vendor + "\n")
    (problem,) = probe(tmp_path).problems
    assert problem.code == "no-nvidia-gpu"
    assert name in problem.message


def test_the_processes_that_hold_memory_are_named_without_their_arguments(nvml_rig):
    nvml_rig("2x4090", gpu1={"processes": f"{os.getpid()}:{3 * GIB} 999999999:1024"})
    mine, gone = probe().devices[1].processes
    assert (mine.pid, mine.bytes) == (os.getpid(), 3 * GIB)
    assert mine.name.startswith("python")
    assert gone.name is None


def test_what_a_card_refuses_to_say_is_unknown(nvml_rig):
    rig = {"driver": "580.1", "gpus": [{"name": "NVIDIA Mystery", "total": 8 * GIB}]}
    nvml_rig(rig)
    (device,) = probe().devices
    assert device.temperature_c is None
    assert device.ecc is None
    assert device.gpu.approximate


def test_the_answer_is_also_json_and_text(nvml_rig):
    nvml_rig("2x4090")
    detection = probe()
    assert json.loads(json.dumps(detection.as_json()))["gpus"][0]["name"] == "NVIDIA GeForce RTX 4090"
    text = describe(detection)
    assert "2 x RTX 4090. Driver 580.95.05, CUDA 13.0." in text
    assert "display attached" in text
