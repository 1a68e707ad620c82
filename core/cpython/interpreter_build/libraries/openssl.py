"""Build OpenSSL, which the modules _ssl and _hashlib are linked with."""

import shutil
from dataclasses import dataclass
from typing import ClassVar

from interpreter_build.libraries.library import Library
from interpreter_build.step import Workspace

# Where a system has its certificates: in Node.js with the host's files, the host's; in a page there are none.
CERTIFICATES = "/etc/ssl"

# Only the libraries, for a program of one thread that loads no parts of OpenSSL from files.
NO_SURROUNDINGS = (
    *("afalgeng", "apps", "asm", "async", "atexit", "autoload-config", "cached-fetch", "default-thread-pool", "docs"),
    *("dso", "engine", "filenames", "http", "legacy", "makedepend", "module", "multiblock", "pinshared"),
    *("secure-memory", "shared", "sse2", "tests", "tfo", "thread-pool", "threads", "ui-console"),
)

# What neither the standard library offers nor today's servers speak; it would be a third of every download.
NO_ALGORITHMS = (
    *("argon2", "aria", "bf", "camellia", "cast", "cmp", "cms", "comp", "ct", "dtls", "ec2m", "gost", "idea", "md4"),
    *("mdc2", "ml-dsa", "nextprotoneg", "ocb", "ocsp", "quic", "rc2", "rc4", "rc5", "rfc3779", "seed", "siphash"),
    *("siv", "slh-dsa", "sm2", "sm4", "srp", "srtp", "ts", "whirlpool"),
)


@dataclass(frozen=True)
class OpenSSL(Library):
    """libssl and libcrypto, with the default provider inside."""

    name: ClassVar[str] = "openssl"

    def build(self, space: Workspace) -> None:
        """Configure for an unknown 32-bit system and build both libraries."""
        source = self.unpack(space)
        without = [f"no-{feature}" for feature in (*NO_SURROUNDINGS, *NO_ALGORITHMS)]
        # The flags become part of the library (openssl version -f), so nothing of this machine may be in them.
        tools = {"CC": "emcc", "AR": "emar", "RANLIB": "emranlib", "CFLAGS": " ".join(self.cflags)}
        configure = ["./Configure", "linux-generic32", *without, "--prefix=/usr", f"--openssldir={CERTIFICATES}"]
        space.run(configure, cwd=source, environment=tools)
        space.run(["make", f"-j{space.jobs}", "build_generated", "libcrypto.a", "libssl.a"], cwd=source)
        shutil.copytree(source / "include/openssl", space.out / "include/openssl")
        for archive in ("libcrypto.a", "libssl.a"):
            shutil.copy2(source / archive, space.out / "lib")
