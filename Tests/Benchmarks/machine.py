"""What the figures were measured on, and with which peers."""
import datetime
import importlib.metadata
import os
import platform
import sqlite3
import subprocess


def first_line(*command):
    try:
        answer = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return "not here"
    return (answer.stdout.splitlines() or [""])[0].strip()


def processor():
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            names = [line.split(":")[1].strip() for line in file if line.startswith("model name")]
    except OSError:
        names = []
    return names[0] if names else platform.processor() or "processor unknown"


def version(package):
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "not here"


def description(directory, taglio):
    return {
        "cores": os.cpu_count(),
        "date": datetime.date.today().isoformat(),
        "file_system": first_line("stat", "-f", "-c", "%T", str(directory)),
        "git": first_line("git", "--version"),
        "kernel": platform.release(),
        "load": round(os.getloadavg()[0], 2),
        "machine": platform.machine(),
        "orjson": version("orjson"),
        "processor": processor(),
        "python": platform.python_version(),
        "sqlalchemy": version("sqlalchemy"),
        "sqlite": sqlite3.sqlite_version,
        "taglio": first_line(str(taglio), "--version"),
    }


def text(about):
    return (
        f"{about['cores']} cores, {about['processor']}, {about['machine']}, Linux {about['kernel']}, "
        f"{about['file_system']}, load {about['load']} at the start; {about['git']}, "
        f"Python {about['python']}, SQLite {about['sqlite']}, SQLAlchemy {about['sqlalchemy']}, "
        f"orjson {about['orjson']}; measured {about['date']}")
