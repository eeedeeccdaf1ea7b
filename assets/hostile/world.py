"""The closed world in which an attack happens: a temporary folder, an environment that knows nothing of the machine's own shopper, and
children that are bounded in time and end with their process group."""

import os
import pathlib
import re
import resource
import select
import shutil
import signal
import subprocess
import tempfile
import time


class Failure(Exception):
    """The program did what it must not."""


class Skip(Exception):
    """The attack cannot be made here."""


class Result:
    def __init__(self, arguments, status, output, errors, seconds, memory):
        self.arguments, self.status, self.seconds = arguments, status, seconds
        self.output, self.errors, self.memory = output, errors, memory

    @property
    def text(self):
        return self.output.decode("utf-8", "replace")

    @property
    def complaint(self):
        return self.errors.decode("utf-8", "replace")

    def __str__(self):
        words = self.complaint[-400:]
        if self.status < 0:
            # Of a crash's report, what happened and where.
            lines = [line.strip() for line in self.complaint.splitlines()]
            words = (
                "; ".join([line for line in lines if "atal error" in line or "crashed" in line or re.match(r"\d+ .* in ", line)][:6])
                or words
            )
        return f"{' '.join(map(repr, self.arguments))} ended with {self.status} after {self.seconds:.1f} s: {words[:600]!r}"


# How much longer than usual everything may take.
PATIENCE = 1.0


def patience(seconds):
    """A limit that grows where others keep the processors busy."""
    return seconds * max(PATIENCE, os.getloadavg()[0] / (os.cpu_count() or 1))


class Child:
    """A running child, in a process group of its own."""

    def __init__(self, world, arguments, command, **options):
        self.arguments = arguments
        self.output, self.errors = tempfile.TemporaryFile(dir=world.scratch), tempfile.TemporaryFile(dir=world.scratch)
        self.start = time.monotonic()
        self.process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=self.output, stderr=self.errors, start_new_session=True, **options
        )
        self.pid = self.process.pid
        self.result = None
        world.children.append(self)

    def wait(self, seconds=None):
        """The result, or None when it is not over in time."""
        if self.result is None:
            descriptor = os.pidfd_open(self.pid)
            try:
                if not select.select([descriptor], [], [], seconds)[0]:
                    return None
            finally:
                os.close(descriptor)
            _, status, usage = os.wait4(self.pid, 0)
            self.process.returncode = os.waitstatus_to_exitcode(status)
            texts = []
            for file in (self.output, self.errors):
                file.seek(0)
                texts.append(file.read())
                file.close()
            self.result = Result(self.arguments, self.process.returncode, *texts, time.monotonic() - self.start, usage.ru_maxrss * 1024)
        return self.result

    def kill(self, number=signal.SIGKILL):
        if self.result is None:
            try:
                os.killpg(self.pid, number)
            except ProcessLookupError:
                pass

    def end(self):
        self.kill()
        return self.wait()


class World:
    LIMIT = 10

    def __init__(self, program, short=False):
        self.program, self.short = program, short
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="vitrine-hostile-"))
        self.scratch = self.folder / "scratch"
        self.children, self.endings = [], []
        for name in ("scratch", "home", "tmp", "xdg-runtime"):
            (self.folder / name).mkdir(mode=0o700)
        self.environment = {
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"), "HOME": self.path("home"), "TMPDIR": self.path("tmp"), "LC_ALL": "C.UTF-8",
            "TERM": "xterm-256color", "XDG_RUNTIME_DIR": self.path("xdg-runtime"),
        }
        for name in ("DATA", "STATE", "CONFIG", "CACHE"):
            self.environment[f"XDG_{name}_HOME"] = self.path(f"xdg-{name.lower()}")
        self.environment.update({name: value for name, value in os.environ.items() if name in ("LD_LIBRARY_PATH", "LLVM_PROFILE_FILE")})

    def few(self, count):
        """How often to repeat something: less where it has to be quick."""
        return max(1, count // 3) if self.short else count

    def path(self, *parts):
        return str(self.folder.joinpath(*parts))

    def write(self, path, content):
        """Writes a file, as bytes or text, and makes the folders that it needs."""
        path = os.path.join(os.fsencode(self.folder), os.fsencode(path))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
        return os.fsdecode(path)

    def start(self, *arguments, environment=None, launcher=(), limits=None, cwd=None):
        """Starts the program. `launcher` is a command that runs it, `limits` resource limits by number."""

        def prepare():
            for number, value in (limits or {}).items():
                resource.setrlimit(number, (value, value))
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)

        command = [*launcher, self.program, *map(os.fsencode, map(str, arguments))]
        return Child(
            self,
            [str(argument) for argument in arguments],
            command,
            cwd=cwd or self.folder,
            env={**self.environment, **(environment or {})},
            preexec_fn=prepare,
        )

    def run(self, *arguments, limit=LIMIT, **options):
        """Runs the program to its end; one that takes longer than it may is a failure."""
        child = self.start(*arguments, **options)
        result = child.wait(patience(limit))
        if result is None:
            child.end()
            raise Failure(f"{' '.join(map(repr, child.arguments))} hung for {patience(limit):.0f} s")
        return result

    def sane(self, *arguments, **options):
        """Runs the program, which may succeed or refuse, but in one line, without a signal and without bytes that a terminal obeys."""
        return self.judged(self.run(*arguments, **options))

    def ok(self, *arguments, **options):
        result = self.sane(*arguments, **options)
        if result.status != 0:
            raise Failure(f"unexpected: {result}")
        return result

    @staticmethod
    def judged(result):
        if result.status not in (0, 1, 64):
            raise Failure(str(result))
        if result.status == 1:
            lines = [line for line in result.complaint.splitlines() if line.startswith("vitrine: ")]
            if len(lines) != 1 or not result.complaint.endswith(lines[0] + "\n"):
                raise Failure(f"not one last line that says why: {result}")
        # Wrong usage is said back as it was typed.
        for text in (result.output, result.errors) if result.status != 64 else ():
            if b"\x1b" in text or b"\x07" in text or b"\xc2\x9b" in text:
                raise Failure(f"a control character came through: {result} {text[:300]!r}")
        return result

    def at_end(self, action):
        self.endings.append(action)

    def close(self):
        for child in self.children:
            child.end()
        for action in reversed(self.endings):
            action()
        # Folders whose rights an attack took away.
        for folder, _, _ in os.walk(self.folder):
            os.chmod(folder, 0o700)
        shutil.rmtree(self.folder, ignore_errors=True)
