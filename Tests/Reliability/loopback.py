"""An ssh server of our own on 127.0.0.1, with keys of its own, for as long as a row runs."""
import getpass
import os
import pathlib
import shlex
import shutil
import socket
import subprocess
import time

from proof import Broken, Unavailable

PRIVILEGE_SEPARATION = pathlib.Path("/run/sshd")


class Loopback:
    """A context in which `ssh` of this object reaches this machine."""

    def __init__(self, directory):
        self.directory = directory / "ssh"
        self.process = None
        self.made_directory = False

    def __enter__(self):
        for program in ("ssh", "ssh-keygen", "rsync"):
            if not shutil.which(program):
                raise Unavailable(f"there is no {program} here")
        server = shutil.which("sshd", path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
        if not server:
            raise Unavailable("there is no sshd here")
        self.directory.mkdir(parents=True, mode=0o700)
        self.port = free_port()
        self.make_keys()
        self.write_settings()
        self.provide_privilege_separation()
        self.log = open(self.directory / "log", "wb")
        self.process = subprocess.Popen(
            [server, "-D", "-e", "-f", str(self.directory / "sshd_config")],
            stdin=subprocess.DEVNULL, stderr=self.log)
        try:
            self.wait()
        except (Broken, Unavailable):
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.log.close()
        if self.made_directory:
            PRIVILEGE_SEPARATION.rmdir()

    @property
    def command(self):
        """What stands for `ssh`: as `rsync -e` and `RSYNC_RSH` want it."""
        return shlex.join(["ssh", "-F", str(self.directory / "ssh_config")])

    def make_keys(self):
        for name in ("host", "user"):
            subprocess.run(
                ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(self.directory / name)],
                check=True)
        shutil.copy(self.directory / "user.pub", self.directory / "authorized_keys")
        host = (self.directory / "host.pub").read_text()
        (self.directory / "known_hosts").write_text(f"[127.0.0.1]:{self.port} {host}")

    def write_settings(self):
        at = self.directory
        (at / "sshd_config").write_text(
            f"Port {self.port}\nListenAddress 127.0.0.1\nHostKey {at}/host\n"
            f"AuthorizedKeysFile {at}/authorized_keys\nPidFile none\nStrictModes no\nUsePAM no\n"
            "PasswordAuthentication no\nKbdInteractiveAuthentication no\nMaxStartups 100\n"
            "PermitRootLogin prohibit-password\n")
        (at / "ssh_config").write_text(
            f"Host loopback\n  HostName 127.0.0.1\n  Port {self.port}\n  User {getpass.getuser()}\n"
            f"  IdentityFile {at}/user\n  IdentitiesOnly yes\n  IdentityAgent none\n"
            f"  UserKnownHostsFile {at}/known_hosts\n  BatchMode yes\n  LogLevel ERROR\n")

    def provide_privilege_separation(self):
        if os.geteuid() == 0 and not PRIVILEGE_SEPARATION.exists():
            PRIVILEGE_SEPARATION.mkdir(mode=0o755)
            self.made_directory = True

    def wait(self):
        command = [*shlex.split(self.command), "loopback", "true"]
        for _ in range(50):
            if self.process.poll() is not None:
                break
            if subprocess.run(command, capture_output=True, check=False).returncode == 0:
                return
            time.sleep(0.1)
        reason = (self.directory / "log").read_text(errors="replace").strip().splitlines()
        raise Unavailable(f"sshd does not serve: {reason[-1] if reason else 'it says nothing'}")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
