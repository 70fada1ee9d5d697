"""What the figures were measured on."""
import datetime
import os
import platform
import subprocess


def description(directory):
    return {
        "cores": os.cpu_count(),
        "date": datetime.date.today().isoformat(),
        "file_system": file_system(directory),
        "kernel": platform.release(),
        "machine": platform.machine(),
        "processor": processor(),
        "python": platform.python_version(),
    }


def text(about):
    return (f"{about['cores']} cores, {about['processor']}, {about['machine']}, "
            f"Linux {about['kernel']}, {about['file_system']}; measured {about['date']}")


def processor():
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            names = [line.split(":")[1].strip() for line in file if line.startswith("model name")]
    except OSError:
        names = []
    return names[0] if names else platform.processor() or "processor unknown"


def file_system(directory):
    answer = subprocess.run(
        ["stat", "-f", "-c", "%T", str(directory)], capture_output=True, text=True, check=False)
    return answer.stdout.strip() or "file system unknown"
