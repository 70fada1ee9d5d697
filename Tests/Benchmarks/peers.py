"""The peers, each through its own public commands, and Python programs in the way of others."""
import os
import pathlib
import subprocess
import sys

from measure import Missing

HERE = pathlib.Path(__file__).resolve().parent

GIT_ENVIRONMENT = {
    **os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org",
}


def git(repository, *arguments):
    return ["git", "-C", repository, "-c", "gc.auto=0", *arguments]


def git_output(repository, *arguments, **options):
    answer = subprocess.run(
        git(repository, *arguments), capture_output=True, check=True, env=GIT_ENVIRONMENT, **options)
    return answer.stdout


def new_git(directory):
    directory.mkdir(parents=True)
    git_output(directory, "init", "-q", "-b", "main")
    return directory


def python(program, *arguments):
    """A program of this directory, by the Python that runs the benchmark."""
    return [sys.executable, HERE / "programs" / program, *arguments]


def require(*modules):
    for module in modules:
        try:
            __import__(module)
        except ImportError:
            raise Missing(f"the Python package {module} is not here") from None


def compiled_floor(directory):
    """The floor program, compiled once."""
    program = directory / "floor"
    for compiler in ["cc", "clang", "gcc"]:
        if program.exists():
            break
        try:
            subprocess.run(
                [compiler, "-O2", "-o", program, HERE / "floor.c", "-lpthread"],
                check=True, capture_output=True)
        except (FileNotFoundError, subprocess.CalledProcessError):
            continue
    if not program.exists():
        raise Missing("there is no C compiler for the floor")
    return program
