<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>failures</name>
    <message>
        <source>--master-addr is the first machine&apos;s address; set VLLM_HOST_IP on each.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>--task was removed from vLLM.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>-7 means too little shared memory: `--ipc host`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>-9 means that the system ended it for want of memory (RAM): close programs, lower --cpu-offload-gb.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A 16-bit KV cache has to be of the model&apos;s own type ({dtype}), not {kv}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A GGUF file alone is not enough: choose a safetensors checkpoint.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A GPU has fallen off the bus: power, cable, riser or heat.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A GPU kernel read memory that is not its own: a kernel&apos;s fault, two cards that do not go together, or failing hardware.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A LoRA adapter needs its base model: --enable-lora --lora-modules name=path.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A checkpoint with FP8 weights cannot have a KV cache in fp8_e5m2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A client asked for a model named {model}, which this server does not offer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A client came without the server&apos;s API key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A client offered tools, and the server was started without tool calling.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A dimension of the model ({size}) cannot be split over {cards} cards.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file in memory could not be read: /dev/shm is full, or a model file is cut off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A fine-grained token must allow public gated repositories.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A folder that the container needs is not there ({folder}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A kernel has to be compiled at the start, and the image has no CUDA compiler.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A kernel ran that CUDA graphs cannot record.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A model that knows YaRN can be stretched: --hf-overrides with its rope_parameters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A private image needs `docker login`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A private model needs your token; an expired one is worse than none (`hf auth whoami`).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A process waits for another for more than {seconds} seconds: during a start it compiles; again and again, it hangs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A request was longer than the server&apos;s {context} tokens of context.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A step of {tokens} tokens cannot serve {requests} requests at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A step of {tokens} tokens is smaller than the context of {context}, and chunked prefill is off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A worker process died[ (exit code {code})].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A worker process failed at its start; the reason stands in the log before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept the licence on the model&apos;s page, with the account whose token you use.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After the image&apos;s name write only the model and its options.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allow it once more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allow pinned memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program gave GPU memory back while vLLM measured it[ ({before} GiB were free, then {after})].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for the driver&apos;s compute libraries.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CUDA&apos;s forward compatibility was tried on a card that has none (error 804).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Capture graphs for small batches only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check its name: the official one is vllm/vllm-openai.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that your cache is mounted at /root/.cache/huggingface.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the model&apos;s files: fetch them again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the name; capital letters count.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the network and the proxy (HTTPS_PROXY) from inside the container.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the network, and the proxy in Docker&apos;s own settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a model that vLLM runs with its own code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a newer release of vLLM.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a port above 1024 that the system does not keep for itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a smaller format of the model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a split whose number of cards is a multiple of the machines.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an FP8, AWQ, GPTQ or NVFP4 checkpoint of the model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an FP8, AWQ, GPTQ, compressed-tensors or NVFP4 checkpoint of the model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an image with CUDA 13.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another format of the model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another format of the model: AWQ and GPTQ run from 7.5 on, FP8 from 8.9.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another format of the model: AWQ and GPTQ run from 7.5 on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another port.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another release, or an image for this processor.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another release; `docker manifest inspect vllm/vllm-openai:v0.33.0` tells whether a tag exists.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one of the names that the log lists, or leave --reasoning-parser out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one of the names that the log lists.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the --tool-call-parser of this model&apos;s family.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the model&apos;s Instruct variant.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choosing the next token for {requests} requests at once does not fit on the card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close other programs, or raise the limit (`--memory`, .wslconfig, Docker Desktop&apos;s settings).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code was compiled for a newer CUDA than this driver knows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compute in bfloat16.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compute in float16.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compute in float32, where the card is older than Ampere (twice the memory).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copies of a dense model cannot be balanced from outside this way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do without CUDA graphs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do without compilation (avoids most of it).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do without compilation and CUDA graphs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do without expert parallelism.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do without vLLM&apos;s own all-reduce.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Docker 25 to 28.1: switch the feature cdi on in /etc/docker/daemon.json, and restart Docker.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Docker Hub allows no more pulls from this address for now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Docker cannot hand GPUs to a container: the NVIDIA Container Toolkit is missing, or Docker was not restarted after its installation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Docker cannot reach the registry[ {host}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Docker from a snap and Docker Desktop for Linux see no GPU: use the distribution&apos;s or Docker&apos;s own package.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Docker from a snap, in a VM or Docker Desktop for Linux cannot see the driver.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Docker knows no runtime named {runtime}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Docker runs without root rights here, and NVIDIA&apos;s toolkit is not set up for that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Docker runs, but this user may not use it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Else read the first traceback above it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the other programs (`nvidia-smi` lists them); a server that was just stopped takes some seconds to give its memory back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expert parallelism was asked for, but the model has no experts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch by plain HTTP.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch the model before the start (`hf download MODEL`), and keep it on a fast disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch the whole model: tokenizer.json or tokenizer.model must be there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finish the download: `hf download MODEL`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free some space: `docker system df` shows what Docker holds, `docker image prune` removes images that nothing uses.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GGUF and bitsandbytes need a plugin since they left vLLM.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give --node-rank 0 to the first machine, 1 and so on to the others (with --headless).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give each card a whole vision tower.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give each process a card of its own: look at CUDA_VISIBLE_DEVICES and --device-ids.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give every machine `--network host`, the same image and options, and open the port.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give it one; a value that begins with a dash is written {argument}=VALUE.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give one number a stage, so that they add up to the model&apos;s layers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the folder on this machine to you: `sudo chown -R $USER ~/.cache/huggingface`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hand more cards to the container.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hand the GPUs over with `--gpus` instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hand the GPUs over with `--gpus`, and check `nvidia-smi` inside the container.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hand the GPUs over with `--gpus`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>INT8 checkpoints have no fast kernel on this generation of GPU.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If it goes on: keep the cards from reading each other&apos;s memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If it happened while the weights were loaded: choose a smaller format of the model, or quantize while loading (--quantization fp8).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If the repository brings its own code, agree to it: --trust-remote-code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If the repository brings its own tokenizer: read that code; then run it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In a git clone run `git lfs pull`; else fetch the model again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install Docker: `sudo apt-get install docker.io`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install it with `sudo apt-get install nvidia-container-toolkit`, then `sudo nvidia-ctk runtime configure --runtime=docker` and `sudo systemctl restart docker`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install it: `sudo apt-get install docker-compose-plugin`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the driver again for this kernel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the driver and check with `nvidia-smi`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep a mixture&apos;s experts whole.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it in the model&apos;s own type.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep less in the machine&apos;s memory: lower --cpu-offload-gb, --kv-offloading-size and --mm-processor-cache-gb.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep one of the two.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the KV cache in FP8 (e4m3).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the KV cache in FP8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the KV cache in FP8: twice the tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the KV cache in the model&apos;s own type.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the cards from reading each other&apos;s memory (if it hangs).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the cards from reading each other&apos;s memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave --attention-backend out: vLLM chooses.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave --quantization out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave --quantization out: the checkpoint says it itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave --revision out, or name one that is there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave CUDA&apos;s forward compatibility off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave `--runtime nvidia` out; `--gpus` is enough.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave a little more of each card free.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave both to vLLM.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the block size to vLLM.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the context to the model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the partition to vLLM.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the step to vLLM.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let Docker start the server again after a crash: restart policy unless-stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let NCCL say more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let Triton use the image&apos;s own compiler.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let the container use its own CUDA: no LD_LIBRARY_PATH and no CUDA folders from the machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let the server ask the Hub.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let transformers compute it (slower).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let vLLM take what is free.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let vLLM test the path itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let vLLM use more of each card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Linux under Windows has no pinned memory unless it is allowed, and this needs some.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Linux under Windows sees no GPU.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List the cards with `nvidia-smi -L` and choose among those.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log in (`hf auth login`): the limit of people without an account is low. Else wait.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log in with `hf auth login`; Rigwise hands the token&apos;s file to the container.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lower the power limit (`sudo nvidia-smi -pl`), or set the slot to an older PCIe generation in the BIOS.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Machines are counted from 0 to {most}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make it, or choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models of the type {type} are not stable in float16.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mount the file, and name its path inside the container.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mount the model&apos;s folder, and name the path inside the container.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NCCL failed in a call to CUDA: the path between the cards, their memory, or a mixed driver.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NCCL failed in a call to the system: mostly too little shared memory, else the network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NCCL&apos;s shared memory does not fit into the container&apos;s /dev/shm.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the folder that holds config.json (inside snapshots), not models--org--name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the parser of the model&apos;s family: --tool-call-parser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the right network: GLOO_SOCKET_IFNAME, NCCL_SOCKET_IFNAME and VLLM_HOST_IP.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Native code crashed (segmentation fault): mixed libraries, a broken path between the cards, or failing memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No CDI description on this machine names the device[ {device}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No attention backend can do all that was asked of it on this card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No container engine answers[ at {socket}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On Ampere: FlashInfer with fp8_e5m2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On data-centre cards only: VLLM_ENABLE_CUDA_COMPATIBILITY=1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One of the weight files is cut off: an interrupted copy or a full disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One of the weight files is not what its name says: mostly a Git-LFS pointer instead of the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One request of {context} tokens does not fit into the KV cache[: it needs {needed} GiB, and {there} GiB are there].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One step ({method}) took longer than vLLM waits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only {have} of {want} processes came together within {seconds} seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or bring your own: --tool-parser-plugin FILE.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or choose an image for CUDA 12.9, if this release has one (its tag ends in -cu129).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or choose an image for an older CUDA, if this release has one (its tag ends in -cu129).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or choose an image for an older CUDA.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or end every program on the GPUs and load the nvidia modules anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or fetch the model first: `hf download MODEL`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or give it a template: --chat-template FILE; /v1/completions works without.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or hand the GPUs over by CDI.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or install the plugin that the log names.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or keep the cache on a larger disk (HF_HOME).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or leave --enable-auto-tool-choice out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or load the image from a file: `docker load`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or move Docker&apos;s data-root to a larger disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or name the program: `--entrypoint vllm IMAGE serve MODEL …`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or register it: `sudo nvidia-ctk runtime configure --runtime=docker`, then restart Docker.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or serve it under that name too: --served-model-name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or set up rootless Docker.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or stop the program or container that holds it (`ss -ltnp` shows it).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or stop the program that holds it (`ss -ltnp` shows it).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or take another model&apos;s: --tokenizer BASE_MODEL. Mistral&apos;s own repositories want --tokenizer-mode mistral.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or take the base model&apos;s: --tokenizer BASE_MODEL.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or use a mirror (HF_ENDPOINT), or a folder with the model&apos;s files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other programs hold memory on card {card}: {free} of {total} GiB are free, and the server was told to take {wanted}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Port {port} of this machine is in use by another program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the model before the options.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quantize to FP8 while loading.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RTX 50 cards need an image with CUDA 12.8 or newer: choose the latest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raise the context, if the memory allows it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ray was asked for and is not in the image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read that code; then run it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the first traceback above it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the first traceback above this line: a broken dependency, no memory, or no GPU.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the traceback that follows it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record only pieces of the model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove a wrong CUDA_VISIBLE_DEVICES: inside the container the cards count from 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove it, or look up its present name: `vllm serve --help=all`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove it, or use the option that took its place (--attention-backend for VLLM_ATTENTION_BACKEND).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove models that you no longer use: `hf cache ls`, `hf cache rm`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove that file and fetch the model again (`hf download` compares sizes).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the container and start it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Renew the list: `sudo nvidia-ctk cdi generate --output=/etc/cdi/nvidia.yaml`, then `nvidia-ctk cdi list`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restart the machine, and check power cables and riser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restart the machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run `docker context ls`, and `unset DOCKER_HOST` if it names another place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run `sudo modprobe nvidia` and read `sudo dmesg`: Secure Boot may refuse the module, or it was not built for this kernel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run `sudo nvidia-ctk config --set nvidia-container-cli.no-cgroups --in-place`, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run `sudo usermod -aG docker $USER`, then log out and in again; members of that group rule the machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run the processes without Ray.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sample without FlashInfer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say so beforehand, and the message goes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See that the cache&apos;s disk has room.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send the header `Authorization: Bearer KEY` with the key that the server was started with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Serve at most 32 requests at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Serve at most {tokens} requests at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Serve fewer requests at once, which needs fewer graphs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Serve fewer requests at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Several machines need no Ray either: --nnodes, --node-rank, --master-addr.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Several machines: set NCCL_SOCKET_IFNAME, and use `--network host`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shorten the request, or ask for fewer new tokens (max_tokens).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speculative decoding was set in two ways at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split over a number of cards that divides {heads}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split over fewer cards.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split over more cards.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split over the {cards} cards that are there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split the layers themselves (tensor parallel).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split this way, a layer&apos;s share ({width}) is no whole number of quantization groups[ of {group}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split this way, a layer&apos;s share is no whole number of FP8 blocks[ of {block}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Split this way, a quantized layer becomes narrower ({width}) than the kernel&apos;s tile ({tile}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spread the layers over the cards instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start again once `nvidia-smi` shows steady figures; start servers one after the other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start again; what was fetched is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start an independent server for each copy, without --data-parallel-rank.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start it with `sudo systemctl start docker` (or start Docker Desktop).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start that one again, or remove it with `docker rm {name}`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the container with `--ipc host` (or `--shm-size 16g`).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the container with `--ipc host`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start with --enable-auto-tool-choice and the --tool-call-parser of the model&apos;s family.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start with `--gpus` instead of `--runtime nvidia` or CDI, so that the machine&apos;s libcuda is used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch IOMMU translation off (iommu=pt) or ACS in the BIOS.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The CUDA graphs did not fit beside the KV cache.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The CUDA library inside the image and this machine&apos;s driver do not go together (error 803).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Hub answers no more requests from this address for now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Hub knows no such model, or does not show it to you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The NVIDIA driver is installed, but its kernel module is not loaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The NVIDIA driver is too old for the image&apos;s CUDA[ (it offers {found})].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The NVIDIA driver was updated, but the old kernel module is still loaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The attention backend {backend} does not fit this model on this card[: {reason}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card&apos;s memory ran out[: {size} {unit} more were needed][ on card {card} of {total} GiB].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cards waited for each other in vain[ ({what})]: the path between them is announced but does not work, or one process died.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chat template {path} is not there as the container sees it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The checkpoint is not quantized, and {method} cannot quantize it while loading.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The checkpoint is quantized as {checkpoint}, not as {asked}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The checkpoint&apos;s number format needs a newer GPU[: compute capability {needed} (times ten), and the card has {card}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The compiler in the image does not know this GPU[ ({arch})].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The container cannot reach the Hub.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The container&apos;s shared memory is too small[: {needed} MiB are needed, {free} are free].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk that Docker keeps its images on is full.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk that holds the model cache is full.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The docker command is not on this machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The driver&apos;s library did not reach the container.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine died while it served; the reason stands in the log before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine failed at its start; the reason stands in the traceback beside this line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The image has no build for this machine&apos;s processor[ ({platform})].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The image has no program {program} to start: it is not made like vllm/vllm-openai.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The image holds no code for this generation of GPU.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The image needs CUDA {cuda}, which is more than this machine&apos;s NVIDIA driver offers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The image runs `vllm serve` by itself; the command said it once more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The image&apos;s entry point is `vllm serve` already: only the model and its options follow the image&apos;s name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The image&apos;s transformers does not know models of the type {type}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The log ends where the cards first talk to each other: if nothing follows for two minutes, the path between them hangs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The log lists what each backend cannot do: undo that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model has no chat template: it continues texts but does not chat.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model has no such branch, tag or commit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model has to be the first word after `vllm serve`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model is gated: its licence has to be accepted, and the container needs your Hub token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model&apos;s files are not in the cache, and the Hub may not be asked (HF_HUB_OFFLINE).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model&apos;s repository brings Python code, which runs only if you agree.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model&apos;s tokenizer could not be loaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The port[ {port}] is taken where the server listens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The processes could not reach each other over the network[: {why}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The quantization {method} does not compute in {dtype}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The quantization {method} needs a newer GPU: compute capability {needed} (times ten), and the card has {card}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The registry has no image {image}, or does not show it to you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The running container lost its rights to the GPUs, as after `systemctl daemon-reload`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server may not write into its cache[ ({path})].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server sees no GPU.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server&apos;s engine did not come up; the reason stands in the log before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The split needs {world} cards, and the server sees {cards}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The start took longer than vLLM waits[ ({seconds} s)].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system ended the server because the machine (or the container&apos;s limit) ran out of memory (RAM).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tokenizer&apos;s files are missing, or of a kind that cannot be read here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tool-call parser belongs to another family of models.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The transfer from the Hub broke off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The value of --gpus lost its inner quotes, so that Docker read a card and a count.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights and the work memory leave nothing for the KV cache.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {card} (compute capability {capability}) cannot compute in bfloat16.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {card} cannot read an FP8 KV cache with the attention backend {backend}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a configuration but no weights[ in {model}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is already a container named {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no GPU {device} in this machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no NVIDIA driver where Docker runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no image[ {image}] by that tag.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no model at {model} as the container sees it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These cards cannot reach each other&apos;s memory, so vLLM uses NCCL; that is normal for them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This Docker has no Compose.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This Docker knows no CDI devices.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This machine does not let Docker open that port.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This quantization is being taken out of vLLM, and has to be allowed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This release has no attention backend named {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This release has no reasoning parser named {parser}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This release has no tool-call parser named {parser}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This release knows no KV cache of the type {value}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This release of vLLM cannot run models of the kind {architecture}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This release of vLLM does not know the quantization {method}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This release of vLLM does not know {arguments}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To keep it from happening again, hand GPUs over by CDI, or set native.cgroupdriver=cgroupfs in Docker&apos;s daemon.json.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tool calling was asked for without the parser that reads it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Triton needs a C compiler, and the image has none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try Triton&apos;s kernel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two processes were given the same card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Under SELinux, mount it with the option z.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update WSL: `wsl --update`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update the NVIDIA driver of Windows, run `wsl --update`, and remove any Linux driver inside WSL.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update the NVIDIA driver: CUDA 13 needs 580 or newer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update the driver to that of the image&apos;s CUDA or newer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update the driver, so that the image&apos;s CUDA needs no such help.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update the driver.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update the driver: images with CUDA 13 need 580 or newer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use `--network host`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use an attention backend that needs no compiling.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use another attention backend.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use one of[ these: {choices}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the image vllm/vllm-openai unchanged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the image vllm/vllm-openai, or install gcc in yours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the image vllm/vllm-openai, which has what it needs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the image vllm/vllm-openai.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the last release that had it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the longest context that fits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the model&apos;s own {limit} tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the name that /v1/models shows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use {estimate} tokens of context.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use {tokens} tokens of context.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VLLM_PP_LAYER_PARTITION does not fit the model or the number of stages.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait an hour, or `docker login`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait an hour.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait at first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait longer for a step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With `--user`, point HF_HOME and VLLM_CACHE_ROOT to folders that user may write.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With slow disks: wait longer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With toolkit 1.18 or newer, switch on the service nvidia-cdi-refresh.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work in smaller steps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write `--gpus &apos;&quot;device=0,1&quot;&apos;`: the double quotes belong to the value.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write `--runner pooling` for embedding, reranking and reward models; text generation needs nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write it as JSON in single quotes, or with dots: `--limit-mm-per-prompt.image 2`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write options in full; --device no longer exists, leave it out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>`docker inspect -f &apos;{{{{.State.OOMKilled}}}}&apos;` tells whether it was memory; a stop that took too long ends the same way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vLLM cannot spread this model&apos;s layers over cards.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vLLM could not load its own code for {architecture}; the reason stands in the log before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vLLM found no kind of accelerator that it knows: no GPU reached the container.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vLLM needs compute capability 7.5 (Turing) or newer; older cards need an old release.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{architecture} was taken out of vLLM[ after {release}].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{argument} does not take {value}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{argument} is an abbreviation that could mean {options}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{argument} wants JSON, and did not get it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{argument} wants a value: {wanted}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{asked} tokens of context are more than the {limit} that the model was made for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{heads} attention heads cannot be shared by {tp} cards.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{nodes} machines cannot share {world} cards evenly.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{variable} means nothing to this release.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>flags</name>
    <message>
        <source>A Python class that adds to the worker.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A Python file that brings a further reasoning parser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A Python file that brings a further tool-call parser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A faster kernel for models that compare texts token by token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file of Python&apos;s logging settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A folder from which requests may name pictures and sounds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adapters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adapters to load at the start, each as name=path.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adapts that length to the load.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adds partial results through NCCL instead of vLLM&apos;s own kernel; cures hangs on cards without peer access.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adds the paths by which one server renders prompts and another one computes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After how many failed looks a replica counts as gone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After how many tokens a state is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another Python class for the scheduler.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another Python class for the worker of each GPU.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another chat template than the tokenizer&apos;s own, as a file or one line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another place to read config.json from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another tokenizer than the model&apos;s own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answers gRPC instead of HTTP.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Balances inside each machine, something else between machines.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begins a request only when its whole prompt has room.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Below this many tokens a decoding batch stays whole.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Below this many tokens a prompt batch stays whole.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captures graphs for each number of adapters in use.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computes one half of a batch while the other half travels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Computes queries on each of the GPUs that share a KV cache, instead of exchanging them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copies keep in step over the processor, not the GPU links.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copies the busiest experts and moves them so that all GPUs work alike.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counts the requests under way, for a load balancer to read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counts tokens in every streamed answer, asked for or not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Counts which CUDA graphs are used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cuts prompts in the log to this length.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details for the loader of weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details of models with a memory table.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details of the attention kernels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Divides each conversation&apos;s KV cache over this many of the tensor-parallel GPUs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Divides the reading of one long prompt over this many GPUs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Divides the sampling of many requests over the GPUs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Divides the tokens, too, in models with hyper-connections.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Does not try the largest picture at the start: leave headroom yourself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exactly this many blocks of KV cache; for trials.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exactly this much KV cache on each GPU, whatever the share says.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetches only weights ahead whose names contain these.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files of the repository that are not loaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First come first served, or by the priority that requests name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For exactly these batch sizes CUDA graphs are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From 0, a quick start, to 3, the fastest serving.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From this length on a prompt counts as long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GPU memory for prepared pictures on their way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Generates text, or pools it into vectors; auto reads it from the model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gives all kinds of layers the same cache, which costs memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gives each GPU whole experts instead of slices of all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gives the CUDA graphs&apos; memory back too while asleep.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goes on with the other copies when one fails.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Guessing ahead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HTTP methods that such pages may use.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hands KV cache to other servers, or takes theirs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hands prepared pictures to other servers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Headers that such pages may send.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How GPUs that share one conversation&apos;s KV cache exchange partial results.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How a picture is recognized.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How a pooling model makes one vector of many.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How a sleeping server gives its GPU memory back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How answers are held to a grammar or schema.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How good the chance is by which kept states are rounded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long GPUs wait for each other before giving up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long a failed copy is waited for, and more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long a replica may take to answer the supervisor.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long processes wait for each other&apos;s messages over the processor.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long running answers may take to finish when the server is stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many GPUs load weights at the same time; fewer need less main memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many adapters one batch may mix.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many adapters wait in main memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many copies run on this machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many copies there may ever be.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many layers ahead weights are fetched from main memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many layers of each group stay in main memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many machines share one copy of the model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many pictures, videos and sounds a request may bring; fewer need less memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many processes take requests in; one is enough below some thousand requests a second.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many threads read weight files ahead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many threads turn requests into tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many tokens are guessed ahead at a time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many tokens are kept to recompute a state from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many tokens in a row lie on one GPU, for both kinds of context parallelism.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many tokens in a row lie on one of the GPUs that share a KV cache.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How models that write by diffusion take their steps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much is logged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much is told about guessed tokens of each request.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much of a weight file a thread reads ahead at a time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much the web server itself writes into the log.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often and how thoroughly experts are moved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often copies tell each other that they are idle.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often the supervisor looks after each replica.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How pictures and videos are opened, such as the number of frames.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How pictures are cut and scaled, such as the most pixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How prepared pictures are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How prepared pictures reach the engine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How processes on several GPUs are run: on this machine, or by Ray.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How state-space layers update their state.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How strictly a tool call must follow its schema.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How such beginnings are recognized.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the answer&apos;s system_fingerprint is made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the log is written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the model is compiled and captured.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How tokens are guessed ahead, by a small model or the model&apos;s own head.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How tokens are guessed ahead, without writing a whole configuration.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How tokens travel between GPUs that hold different experts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How weight files are read; dummy invents weights for a trial.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How weights are compressed; left out, the checkpoint says it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In steps of how many tokens beginnings are compared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Into how many parts a batch is cut, so that one computes while another travels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps only every so many tokens of a state that could be returned to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps only weights in main memory whose names contain these.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps the KV cache of beginnings that come again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps the model&apos;s thinking apart from its answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps the state at the end of a shared beginning.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kernels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers whose KV cache keeps the full type.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leaves all balancing to something else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leaves balancing to something else, with a port for each copy on one machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leaves pictures at their place among the words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leaves the picture and sound towers out: text only, less memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leaves the tools out of the prompt when a request forbids calling them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lets a request bring its own chat template.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lets a request prescribe the tokens of its own answer, for debugging.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lets a request set how its pictures are processed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lets a waiting server give its GPU memory back and take it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lets every layer keep all tokens, which costs KV cache.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lets pages of other origins send cookies along.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lets the links between GPUs be given up during sleep.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lets the model decide for itself when to call a tool.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lets the number of copies change while the server runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loads no tokenizer: requests bring token numbers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looks at the layers in groups of this size when fetching ahead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Main memory that keeps prepared pictures for the next time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Main memory, over all GPUs together, for KV cache that does not fit the cards.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Makes an embedding or a classifying model out of a generating one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marks answers as made by this model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marks every layer for NVIDIA&apos;s profiler.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measures how long blocks of the KV cache live.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neighbouring experts on one GPU, or dealt out in turn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Never computes a shared beginning of many prompts just once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Never cuts a picture&apos;s tokens in two.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No compilation and no CUDA graphs: less memory and a quicker start, slower answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No line of throughput every ten seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No log line for each request.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No log line for requests to these paths, such as /health.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On which share of the blocks the KV cache&apos;s metrics are taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One line for all copies instead of one each.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passes tensors between processes through shared memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures and sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prepares pictures on the processor, or where the model says.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prepares the next step while the present one computes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Python classes that change probabilities before sampling.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Python code that every request passes through.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Python code that prepares inputs and finishes outputs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reads how this model family writes its tool calls.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reads long prompts in pieces between other requests&apos; tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reads new prompts only every so many steps, and lets answers flow in between.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reads only the experts that this GPU keeps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reads prompts faster in models whose layers share their cache.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reads weight files as needed, at once, or ahead; ahead helps on network disks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reads weights out of main memory in place, or fetches them ahead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recomputes at most one window where a sliding layer&apos;s cache is gone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recomputes states from the last tokens instead of keeping all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refuses unknown VLLM_ variables instead of warning.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replaces values of config.json, such as the rope scaling for longer contexts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests admitted to run at the same time, where that shall be fewer than --max-num-seqs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests in one step; fewer leave more memory for context.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests that may wait; further ones are turned away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rounds kept states by chance, which evens errors out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs Python code from the model&apos;s repository: only for sources you trust.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs Ray&apos;s workers under NVIDIA&apos;s profiler.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs a whole layer as one kernel where there is one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs engines without an API server, for the second and further machines of a group.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs the picture tower alone, for a server that feeds another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs this many copies of the model that share the requests.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Samples in double precision.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scales pixel values on the GPU.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scheduling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sends a sign of life into a stream that is silent this long; 0 sends none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sends a streamed answer in pieces of this many tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sends each request&apos;s number back in a header.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sends each request&apos;s timings along with its answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Servers whose tools the model may call on its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Serves the pages at /docs without fetching anything from the web.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings for other platforms&apos; plug-ins.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Several GPUs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Several machines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows a progress bar in the log while weights load.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows figures that were hidden since this release.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows the tokenizer&apos;s settings to clients.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Splits adapters over the GPUs as the weights are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Splits every layer over this many GPUs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Splits the picture tower over the GPUs, or gives each a whole one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spreads the layers over this many stages, one after the other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Still takes formats that vLLM is about to drop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes GPU memory through CUDA&apos;s virtual addresses.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes adapters for the picture tower and its connector too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes adapters on top of the model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes and gives token numbers only, no text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes both formats of adapters for experts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes new certificates up without a restart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes new weights while the server runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes one adapter shared by all experts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes pictures as vectors: only from clients you trust.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes prompts as vectors: only from clients you trust.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes the interactive pages at /docs away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tells in each answer how much of the prompt was found in the prefix cache.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tells more about a kernel that was compiled while serving.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tells others which beginnings are cached here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tells what share of the cards&apos; arithmetic is used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tells which experts each token went to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tells which tokens the sampler could choose from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The adapter that pictures or sounds call by themselves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer&apos;s system_fingerprint itself, where its mode is custom.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The authorities whose client certificates are believed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The branch, tag or commit of the model&apos;s repository.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate for HTTPS.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ciphers that HTTPS may use.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The commit of the repository&apos;s Python code.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The commit of the tokenizer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The details of compressing a 16-bit checkpoint while it loads.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The effort taken when a client of the Anthropic interface turns thinking off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The factor of safety on the picture tower&apos;s measured scales.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first copy on this machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first machine of a group.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The largest batch with a CUDA graph; smaller saves memory and start-up time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The largest header block of a request.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The largest picture that the shared memory keeps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The largest rank of an adapter; larger needs more memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The longest conversation, prompt and answer together; auto takes the longest that fits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The memory nodes of each GPU&apos;s process, where the automatic choice is wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The message format of Cohere models.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The most headers of a request.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The most labels of a classifying adapter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The most probabilities that a request may ask for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The names under which clients ask for the model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number type of adapters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number type of computing; auto takes the checkpoint&apos;s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number type of kept convolution states.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number type of kept state-space states.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number type of the KV cache; fp8 halves it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number type of the picture tower&apos;s attention.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The only layers that adapters change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The only web domains from which pictures are fetched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The path under which a proxy publishes the server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The port for gRPC.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The port on which copies on several machines meet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The port on which machines of a group meet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The port on which the replicas&apos; supervisor is asked about them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The private key for HTTPS.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The processor cores of each GPU&apos;s process.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The role under which the model&apos;s answers are sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The share of a video&apos;s tokens that is left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The share of each card that vLLM may take; the rest stays for the desktop and others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The share of the KV cache that new requests leave free.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The small model that guesses tokens ahead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The steps of the timing histograms that /metrics shows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ties each GPU&apos;s process to the processor next to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens given out in one step, where fewer than the step could take.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens in one block of the KV cache.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens in one step; sets the activations&apos; peak and how fast prompts are read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tokens that may wait; further ones are turned away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tools and thinking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Translates the effort that clients ask for into this model&apos;s own words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Treats a Cohere model as one that thinks before it answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tries FlashInfer&apos;s kernels at the start and keeps the fastest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tunes for one person, for many, or for both.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Uses other Python classes for these architectures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Values every chat template gets unless the request says otherwise, such as enable_thinking.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warns or fails when a kernel is compiled while serving.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Watching</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Web pages that may call the server from a browser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights of each GPU that stay in main memory and cross the bus for every token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights that stay on the GPU during sleep.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is given out beside the tokens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is traced in detail, at some cost of speed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the profiler records, and where to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When an engine that no longer moves is reported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where .pt files are unpacked to first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where copies on several machines meet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where default temperature and the like come from; vllm means neutral ones.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the dice begin; the same seed gives the same sampled answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the picture tower&apos;s FP8 scales are read from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the picture tower&apos;s measured FP8 scales are written to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where thinking begins and ends, and how long it may be.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where traces of requests are sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where weights are kept inside the container.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether clients must show a certificate of their own (0 no, 1 may, 2 must).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether several processes share the memory of prepared pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether the template sees a message as plain text or as a list of parts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether these are taken before or after temperature and penalties.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which attention kernels run; auto takes the fastest for the card.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which attention kernels the picture tower uses.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which copy this server is, when each runs on its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which family&apos;s config file is read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which family&apos;s tokenizer code is used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which implementation of an operation is preferred.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which kernel picks tokens for sparse attention.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which kernels are chosen and tuned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which kernels read prompts in Kimi&apos;s delta layers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which kernels read prompts in gated delta layers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which kernels run state-space layers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which kernels run the experts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which kernels run the linear layers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which kernels write answers in Kimi&apos;s delta layers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which machine of a group this one is, from 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which of the visible GPUs are used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which states are kept for beginnings that come again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which tokens of a video are left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who moves the KV cache between the cards and main memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who starts the copies: this program or Ray.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writes a line for every step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writes streamed answers into the log piece by piece.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writes the answers into the log too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writes the requests into the log.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writes the whole call stack of an error that a request caused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writes tokens that are no valid text as token_id:N, so that nothing is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your own default temperature and the like.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>vLLM&apos;s own model code or that of Transformers.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
