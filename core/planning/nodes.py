# SPDX-License-Identifier: Apache-2.0
"""When no single machine suffices: tensor parallel inside each, pipeline stages or replicas across, and what the network
must carry. On vLLM's own ways over machines: its multi-process nodes (`--nnodes`, `--node-rank`) or Ray.

Sources: vllm/config/parallel.py (nnodes divides the world), vllm/sequence.py IntermediateTensors (what a stage sends:
hidden states and residual), 0.33.0.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from rigwise.core.hardware.rig import Rig
from rigwise.core.memory.deployment import LATEST_RELEASE, Deployment
from rigwise.core.memory.estimate import estimate
from rigwise.core.memory.result import Estimate
from rigwise.core.models.checkpoint import Checkpoint
from rigwise.core.planning.search import search
from rigwise.core.planning.splits import Split, tensor_parallel_sizes
from rigwise.core.planning.suggest import SHORTEST_CONTEXT, deployment_of, rounded_context
from rigwise.core.planning.throughput import Speed, speed
from rigwise.core.planning.wishes import WISHES, Goal, Wish
from rigwise.core.units import GB
from rigwise.core.words import mark, phrase

MOST_NODES = 16
SENT = 2  # tensors that a stage hands on: hidden states and residual
LINKS = (
    (1.0, mark("machines", "10 Gbit Ethernet")), (2.5, mark("machines", "25 Gbit Ethernet")),
    (10.0, mark("machines", "100 Gbit Ethernet or InfiniBand HDR100")), (40.0, mark("machines", "400 Gbit InfiniBand")),
)  # fmt: skip
USABLE = 0.8  # of a link's rate is left for payload


@dataclass(frozen=True, slots=True)
class NodePlan:
    """A model over several equal machines.

    nodes:        how many; each holds `deployment`'s cards in turn (ranks of one node side by side).
    deployment:   pipeline over all machines, or the plan that every machine runs for itself (replicas).
    replicas:     machines that each hold a whole copy; 1: the model lies over all of them.
    network:      bytes a second that each hop between machines carries while prompts are read at the likely speed.
    flags:        what vLLM is told beside the plan's own options, one sentence each.
    """

    nodes: int
    deployment: Deployment
    result: Estimate
    replicas: int
    context: int
    requests: float
    speed: Speed | None
    network: float
    flags: tuple[str, ...]
    why: tuple[str, ...]

    @property
    def link(self) -> str:
        """The slowest usual network that does not hold the plan up."""
        return next((name for rate, name in LINKS if rate * GB * USABLE >= self.network), LINKS[-1][1])


def several_machines(
    node: Rig, checkpoint: Checkpoint, wish: Wish = WISHES[Goal.CHAT], vllm_version: str = LATEST_RELEASE
) -> NodePlan | None:
    """The fewest machines like this one that serve the wish; None when one is enough, or none help."""
    found = search(node, checkpoint, wish, vllm_version=vllm_version)
    wanted = min(wish.context, checkpoint.architecture.max_position)
    if found.choices and found.choices[0].option.context >= wanted:
        option = found.choices[0].option
        if option.requests >= wish.users:
            return None
        return _replicas(option.deployment, option.result, option.requests, option.context, wish)
    return _stages(node, checkpoint, wish, wanted, vllm_version)


def over(node: Rig, count: int) -> Rig:
    """So many machines as one rig: links only inside each."""
    size = len(node.gpus)
    links = tuple(replace(link, a=link.a + k * size, b=link.b + k * size) for k in range(count) for link in node.links)
    return replace(node, gpus=node.gpus * count, links=links)


def _stages(node: Rig, checkpoint: Checkpoint, wish: Wish, wanted: int, version: str) -> NodePlan | None:
    size = len(node.gpus)
    architecture = checkpoint.architecture
    if not size or not architecture.supports_pipeline:
        return None
    tp = max(tp for tp in tensor_parallel_sizes(checkpoint, size) if size % tp == 0)
    best: NodePlan | None = None
    for nodes in range(2, MOST_NODES + 1):
        pp = nodes * size // tp
        if pp > len(architecture.layers):
            break
        cards = over(node, nodes)
        plan = deployment_of(cards, Split(tuple(range(nodes * size)), tp, pp), checkpoint, version)
        plan = replace(plan, options=replace(plan.options, max_model_len=wanted, max_num_seqs=max(8, wish.users)))
        result = estimate(plan)
        context = wanted
        if not result.starts:
            context = rounded_context(result.longest_context or 0)
            if context < SHORTEST_CONTEXT:
                continue
            plan = replace(plan, options=replace(plan.options, max_model_len=context))
            result = estimate(plan)
            if not result.starts:
                continue
        made = _plan(plan, result, nodes, tp, pp, context, wish)
        if context >= wanted:
            return made
        if best is None or context > best.context:
            best = made
    return best


def _plan(plan: Deployment, result: Estimate, nodes: int, tp: int, pp: int, context: int, wish: Wish) -> NodePlan:
    hidden = plan.checkpoint.architecture.hidden_size
    at_once = max(1, min(wish.users, int(result.max_concurrency or 1)))
    found = speed(plan, context_tokens=max(1, context // 2), concurrency=at_once)
    each = SENT * hidden * 2
    network = (found.prefill_tok_s.likely if found else 0.0) * each
    size = len(plan.rig.gpus) // nodes
    why = [
        phrase("machines", "No single machine of {size} x {card} holds it; {nodes} do.").format(
            size=size, card=plan.rig.gpus[0].short_name, nodes=nodes
        ),
        phrase(
            "machines",
            "Tensor parallel {tp} stays inside a machine: it adds up twice a layer and needs the fastest links.",
        ).format(tp=tp),
        phrase(
            "machines",
            "{pp} stages lie across: a stage hands on {each:,} bytes a token, once, which a network can carry.",
        ).format(pp=pp, each=each),
    ]
    if pp > nodes:
        why.append(
            phrase("machines", "{size} cards do not divide the model, so {pp} stages share a machine.").format(
                size=size, pp=pp // nodes
            )
        )
    if plan.checkpoint.architecture.experts is not None:
        why.append(
            phrase(
                "machines", "Expert parallel with data parallel across machines serves more requests, over InfiniBand."
            )
        )
    if found is not None:
        why.append(
            phrase(
                "machines",
                "Prompts at {speed:,.0f} tokens a second send {network:.2f} GB a second over each "
                "hop; single tokens next to nothing, but each hop adds its latency to every token.",
            ).format(speed=found.prefill_tok_s.likely, network=network / GB)
        )
    flags = (
        phrase("machines", "--nnodes {nodes}: on every machine, with the same image and the same flags.").format(
            nodes=nodes
        ),
        phrase(
            "machines", "--node-rank 0 to the last, --headless on all but 0, --master-addr the first machine's address."
        ),
        phrase("machines", "Or Ray (--distributed-executor-backend ray) where a Ray cluster stands already."),
        phrase("machines", "--network host: ranks find each other on ports of their own."),
    )
    requests = result.max_concurrency or 1.0
    return NodePlan(nodes, plan, result, 1, context, requests, found, network, flags, tuple(why))


def _replicas(plan: Deployment, result: Estimate, requests: float, context: int, wish: Wish) -> NodePlan | None:
    nodes = -(-wish.users // max(1, int(requests)))
    if nodes > MOST_NODES:
        return None
    found = speed(plan, context_tokens=max(1, context // 2), concurrency=max(1, int(requests)))
    why = (
        phrase(
            "machines", "One machine serves {requests:.1f} requests of {context:,} tokens; {users} are wanted."
        ).format(requests=requests, context=context, users=wish.users),
        phrase(
            "machines",
            "{nodes} machines with a copy each share them; nothing crosses the network but the requests themselves.",
        ).format(nodes=nodes),
    )
    flags = (
        phrase(
            "machines",
            "A server of its own on each machine, behind a load balancer that keeps a conversation on one of them.",
        ),
    )
    return NodePlan(nodes, plan, result, nodes, context, requests * nodes, found, 0.0, flags, why)
