# SPDX-License-Identifier: Apache-2.0
"""`rigwise start`, `stop`, `list` and `logs`: servers from the terminal."""

from __future__ import annotations

import argparse
import contextlib
import json
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

from rigwise.core.cli.commands import DOES_NOT_START, OK, add_command
from rigwise.core.cli.deployment import add_deployment, deployment_of, positive
from rigwise.core.problems import RigwiseError, refuse

if TYPE_CHECKING:
    from rigwise.core.cli.commands import Commands
    from rigwise.core.launch.bring_up import Started
    from rigwise.core.launch.engine import Engine
    from rigwise.core.launch.fleet import View
    from rigwise.core.launch.proof import Proof
    from rigwise.core.launch.server import Server
    from rigwise.core.memory.deployment import Deployment
    from rigwise.core.serving.container import ContainerSpec


def add(commands: Commands) -> None:
    """Declare the commands."""
    start = add_command(commands, "start", _start, "start a server and wait until it answers; or a stopped one again")
    add_deployment(start, required=True)
    start.add_argument("--port", type=positive, default=8000, help="port on this machine (default: 8000)")
    start.add_argument("--network", action="store_true", help="let other machines use it; an API key is made")
    start.add_argument(
        "--restart", action="store_true", help="start it again after a crash and when the machine starts"
    )
    stop = add_command(commands, "stop", _stop, "stop a server")
    stop.add_argument("server", help="its name, its model, or the start of its id")
    stop.add_argument("--remove", action="store_true", help="remove the container too; models and images stay")
    add_command(commands, "list", _list, "list the servers, with their requests and speed")
    logs = add_command(commands, "logs", _logs, "show what a server said")
    logs.add_argument("server", help="its name, its model, or the start of its id")
    logs.add_argument("--follow", action="store_true", help="go on as it speaks")
    logs.add_argument("--search", metavar="WORDS", help="only lines with these words, whatever their case")


@contextlib.contextmanager
def _engine() -> Iterator[Engine]:
    from rigwise.core.launch.engine import connect

    engine = connect()
    try:
        yield engine
    finally:
        engine.close()


@contextlib.contextmanager
def _interrupted() -> Iterator[threading.Event]:
    """Ctrl+C sets the event instead of tearing the work apart."""
    cancel = threading.Event()
    before = signal.signal(signal.SIGINT, lambda *_: cancel.set())
    try:
        yield cancel
    finally:
        signal.signal(signal.SIGINT, before)


# start


def _start(arguments: argparse.Namespace) -> int:
    from rigwise.core.cli.telling import Teller
    from rigwise.core.interruptible import Cancelled
    from rigwise.core.launch import pace
    from rigwise.core.launch.bring_up import Started, bring_up, take_down
    from rigwise.core.launch.engine import connect
    from rigwise.core.launch.proof import table
    from rigwise.core.launch.server import restart, stop
    from rigwise.core.launch.until_ready import until_ready

    started, plan, spec = None, None, None
    if arguments.model.startswith("rigwise-"):
        started = _there(lambda server: server.name == arguments.model)
    if started is None:
        plan = deployment_of(arguments)
        spec = _spec(arguments, plan)
        started = _there(lambda server: server.alive and _same(server, spec))
    again, goes_on = started is not None, started is not None and started.server.alive
    key = pace.key(spec) if spec else pace.key_of(started.server) if started else ""
    teller = Teller(quiet=arguments.json, key=key, from_the_start=not goes_on)
    with _interrupted() as cancel:
        try:
            if started is None:
                assert spec is not None
                started = bring_up(connect, spec, cancel, teller.tell)
            elif goes_on:
                print(
                    f"rigwise: {started.server.name} is on its way or runs already; this follows it.", file=sys.stderr
                )
            else:
                started = Started(started.engine, restart(started.engine, started.server.id))
            teller.runs(started.server)
            server = until_ready(started, cancel, teller.tell, plan)
            teller.end(ready=True)
            proof = _proved(started.engine, server, plan, cancel)
            started.engine.close()
        except Cancelled:
            teller.end()
            if goes_on and started is not None:  # an earlier Rigwise's, or another one's
                print(f"rigwise: {started.server.name} goes on; `rigwise stop` ends it.", file=sys.stderr)
            elif again and started is not None:  # it was there before
                stop(started.engine, started.server.id)
                print(f"rigwise: {started.server.name} is stopped again.", file=sys.stderr)
            else:
                if started is not None:
                    take_down(started)
                print("rigwise: stopped; nothing is left of it.", file=sys.stderr)
            return 130
        except RigwiseError as error:
            if started is None:
                raise
            teller.end()
            started.engine.close()
            _say_failed(started.server, error, as_json=arguments.json)
            return DOES_NOT_START
        finally:
            teller.end()
    if arguments.json:
        told = {
            "name": server.name,
            "model": server.model,
            "base_url": f"{server.address}/v1",
            "key_file": server.key_file,
            "proof": None if proof is None else [asdict(line) for line in proof.comparison],
        }
        print(json.dumps(told, indent=2))
    else:
        print(f"{server.model} answers on {server.address}/v1")
        if proof is not None and proof.comparison:
            print("\n".join(["", *table(proof.comparison), "", proof.words]))
        if proof is not None and proof.problem is not None:
            print(f"Not kept: {proof.problem.message} {proof.problem.fix}")
        if proof is not None and proof.offer is not None:
            print(f"{proof.offer.words} Add `--kv-cache-memory-bytes {proof.offer.bytes}` to take it.")
        if server.key_file:
            print(f"Clients need the API key in {server.key_file}")
    return OK


def _proved(engine: Engine, server: Server, plan: Deployment | None, cancel: threading.Event) -> Proof | None:
    """What the start measured beside what was promised; kept for later estimates. None where nobody can tell."""
    from rigwise.core.hardware.nvml import probe
    from rigwise.core.launch.beginning import beginning
    from rigwise.core.launch.calibration import moment
    from rigwise.core.launch.measurements import save
    from rigwise.core.launch.proof import kept, prove
    from rigwise.core.wizard.promise import found_again

    if plan is None:
        found = found_again(server, probe().rig)
        plan = found.deployment if found else None
    log = beginning(engine, server, cancel) if plan else None
    if plan is None or log is None or not log.ready:
        return None
    proof = kept(prove(log, plan, when=moment(server.started_at)))
    try:
        if proof.measurement is not None:
            save(proof.measurement)
    except RigwiseError as error:
        print(f"rigwise: {error.problem.message}\n         {error.problem.fix}", file=sys.stderr)
    return proof


def _say_failed(server: Server, error: RigwiseError, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"error": error.problem.as_json(), "name": server.name}))
        return
    print(f"rigwise: {error.problem.message}\n         {error.problem.fix}", file=sys.stderr)
    print(f"         Its log: `rigwise logs {server.name}`.", file=sys.stderr)


def _same(server: Server, spec: ContainerSpec) -> bool:
    """It runs by the very plan of this container, on its port."""
    from rigwise.core.serving.container import LABEL

    return (server.name, server.plan, server.port) == (spec.name, dict(spec.labels)[f"{LABEL}.plan"], spec.port)


def _there(meant: Callable[[Server], bool]) -> Started | None:
    """A server of an earlier start; None when no such one is there."""
    from rigwise.core.launch.bring_up import Started
    from rigwise.core.launch.engine import connect
    from rigwise.core.launch.server import servers

    engine = connect()
    try:
        found = next(filter(meant, servers(engine)), None)
        if found is not None:
            return Started(engine, found)
    except BaseException:
        engine.close()
        raise
    engine.close()
    return None


def _spec(arguments: argparse.Namespace, plan: Deployment | None) -> ContainerSpec:
    from dataclasses import replace

    from rigwise.core.launch.keys import key_file
    from rigwise.core.models.hub.place import real_place
    from rigwise.core.serving.container import on_network
    from rigwise.core.serving.docker import container_spec
    from rigwise.core.wizard.promise import with_promise

    assert plan is not None
    if plan.rig.simulated:
        raise refuse("rig-simulated", "A server runs on the GPUs of this machine.", "Leave --gpus out.")
    token = real_place().token_file
    spec = container_spec(plan, port=arguments.port, token_file=str(token) if token.is_file() else None)
    spec = with_promise(spec, plan)
    if arguments.restart:
        spec = replace(spec, restart="unless-stopped")
    return on_network(spec, str(key_file(spec.name))) if arguments.network else spec


# stop, list, logs


def _stop(arguments: argparse.Namespace) -> int:
    from rigwise.core.launch.fleet import named
    from rigwise.core.launch.server import remove, stop

    with _engine() as engine:
        server = named(engine, arguments.server)
        if arguments.remove:
            remove(engine, server.id)
        else:
            stop(engine, server.id)
    done = "removed" if arguments.remove else "stopped"
    print(json.dumps({"name": server.name, "state": done}) if arguments.json else f"{server.name} is {done}.")
    return OK


def _list(arguments: argparse.Namespace) -> int:
    from rigwise.core.hardware.nvml import probe
    from rigwise.core.launch.fleet import look

    with _engine() as engine:
        views = look(engine, probe())
    if arguments.json:
        print(json.dumps([view.as_json() for view in views], indent=2))
    elif not views:
        print("There are no servers.")
    else:
        print("\n".join(_row(view) for view in views))
    return OK


def _row(view: View) -> str:
    server, metrics = view.server, view.metrics
    load = ""
    if metrics is not None and metrics.running is not None:
        load = f"  {metrics.running} running, {metrics.waiting or 0} waiting"
        load += f", KV cache {metrics.kv_usage:.0%}" if metrics.kv_usage is not None else ""
    where = f"{server.address}/v1" if server.running and server.address else ""
    return f"{view.state:<9} {server.name:<32} {where or view.why:<28}{load}".rstrip()


def _logs(arguments: argparse.Namespace) -> int:
    from rigwise.core.launch.fleet import named
    from rigwise.core.launch.follow import LogBatch, follow
    from rigwise.core.launch.lines import Lines

    wanted = (arguments.search or "").lower()

    def show(lines: tuple[str, ...]) -> None:
        for line in lines:
            if wanted in line.lower():
                print(json.dumps(line) if arguments.json else line, flush=arguments.follow)

    with _engine() as engine:
        server = named(engine, arguments.server)
        if arguments.follow:
            with _interrupted() as cancel:

                def heard(batch: LogBatch) -> None:
                    show(batch.lines)

                follow(engine, server.id, cancel, heard)
            return OK
        lines = Lines()
        for chunk in engine.client.containers.get(server.id).logs(stream=True, follow=False):
            show(tuple(lines.feed(chunk)))
        show(tuple(lines.end()))
    return OK
