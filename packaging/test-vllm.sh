#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Send every argument list that Rigwise emits through the real vLLM parser, and what the planner calls legal and illegal
# through its configuration. Needs no GPU; the first run fills .work/vllm
# (about 3 GB, some minutes). RIGWISE_VLLM_PYTHON names the Python of an environment that has vLLM 0.33 already.
set -eu
cd "$(dirname "$0")/.."
python=${RIGWISE_VLLM_PYTHON:-}
if [ -z "$python" ]; then
    place=.work/vllm
    python=$place/bin/python
    if [ ! -e $place/.filled ]; then
        echo "rigwise: making an environment with vLLM 0.33.0's parser in $place (about 3 GB)"
        .venv/bin/python -m venv --clear $place
        # the CPU build of torch, and of vLLM only what parses: its kernels are not needed
        $python -m pip install -q --disable-pip-version-check -r packaging/vllm-parser-requirements.txt
        $python -m pip install -q --disable-pip-version-check --no-deps vllm==0.33.0
        touch $place/.filled
    fi
fi
echo "rigwise: sending the catalogue's argument lists through the vLLM parser"
.venv/bin/python tests/vllm/emit.py | "$python" tests/vllm/check.py
for rig in 1xt4 2x4090 3x3090 8xh100; do
    .venv/bin/python tests/vllm/emit_plans.py $rig | "$python" tests/vllm/plans.py 2>/dev/null
done
