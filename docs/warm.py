"""The command line, loaded once: each `sameside` of a page is a process of its own, forked from one that is warm.

Nine tenths of what a command costs is loading its modules. What is typed goes through a real shell as ever; the
program there only hands its words, folder, settings and streams over, and ends as the command did. A terminal may be
the command's only if it is nobody else's. How the command starts and ends from cold is tested elsewhere.
"""

from __future__ import annotations

import fcntl
import gc
import marshal
import os
import pkgutil
import shlex
import socket
import socketserver
import subprocess
import sys
import tempfile
import termios
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import time_machine

ROOT = Path(__file__).parents[1]
PACKAGES = ("domain", "projections", "adapters", "cli")
SIZE = 4
"""Bytes of how long the words are that follow."""
HAND_OVER = f"""\
import marshal, os, socket, sys
told = marshal.dumps((sys.argv[2:], os.getcwd(), dict(os.environ)))
with socket.socket(socket.AF_UNIX) as line:
    line.connect(sys.argv[1])
    socket.send_fds(line, [len(told).to_bytes({SIZE}, "big")], [0, 1, 2])
    line.sendall(told)
    answer = line.recv(1)
sys.exit(answer[0] if answer else "the process that keeps the commands warm has gone")
"""


@contextmanager
def program() -> Iterator[str]:
    """What a shell script says in place of the program: so many days from now, and then its words."""
    with tempfile.TemporaryDirectory(prefix="warm-") as folder:
        at, client = Path(folder, "line"), Path(folder, "hand_over.py")
        client.write_text(HAND_OVER)
        own = {name: told for name, told in os.environ.items() if not name.startswith("SAMESIDE_")}
        own |= {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "PYDANTIC_DISABLE_PLUGINS": "__all__"}
        command = [sys.executable, "-m", "docs.warm", str(at)]
        with subprocess.Popen(command, env=own, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE) as keeper:  # noqa: S603 - our own module
            try:
                assert keeper.stdout
                assert keeper.stdout.readline() == b"warm\n", "it says on stderr why not"
                yield shlex.join([sys.executable, "-IS", str(client), str(at)])
            finally:
                keeper.kill()


class Commands(socketserver.ForkingMixIn, socketserver.UnixStreamServer):
    """Each in a process of its own, several at once where a shell pipes one into another."""

    parent = os.getppid()

    def service_actions(self) -> None:
        super().service_actions()
        if os.getppid() != self.parent:  # killed, and nobody will end us
            sys.exit(1)


class Command(socketserver.BaseRequestHandler):
    """One of them: begun with what was handed over, and its exit code said when it has ended."""

    def handle(self) -> None:
        size, streams, _, _ = socket.recv_fds(self.request, SIZE, 3)
        with self.request.makefile("rb") as told:
            words, folder, settings = marshal.loads(told.read(int.from_bytes(size, "big")))  # noqa: S302 - from our own client
        child = os.fork()
        if child == 0:
            _become(words, folder, settings, streams)
        self.request.sendall(bytes([os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) & 0xFF]))


def _become(words: list[str], folder: str, settings: dict[str, str], streams: list[int]) -> None:
    """This process is the command from here on, and never comes back."""
    try:
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
        if os.isatty(0):  # a terminal of its own, where Ctrl-C is typed and whoever hangs up is heard
            os.setsid()
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(settings)
        days, *sys.argv[1:] = words
        sys.argv[0] = "sameside"
        if int(days):
            time_machine.travel(timedelta(days=int(days))).start()
        import_module("cli.main").main(prog_name="sameside")
    except SystemExit as left:  # as where whoever reads its answer has enough of it
        os._exit(left.code if isinstance(left.code, int) else 1)
    except BaseException:  # noqa: BLE001 - the command line tells every error itself: this one is ours
        traceback.print_exc()
    finally:
        os._exit(70)


def load() -> None:
    """Every module that any command may come to need, but for those whose extra is not installed."""
    for name in PACKAGES:
        package: Any = import_module(name)
        for module in pkgutil.walk_packages(package.__path__, f"{name}."):
            with suppress(ModuleNotFoundError):
                import_module(module.name)


def main() -> None:
    """Keeps commands warm at a socket until whoever started it ends."""
    load()
    gc.collect()
    gc.freeze()  # a collection would touch, and so copy, all of it in each child
    with Commands(sys.argv[1], Command) as server:
        print("warm", flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main()
