"""What others have published: lock files and runtimes from npm, versions of this package from the package index.

Everything is pinned by its hash, and kept in the build cache outside of the checkout.
"""

import hashlib
import json
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from harness.npm import npm
from interpreter_build.store import Site, Store, cache_root

RELEASES = {
    "0.22.1": "94cf5ad3b5b78bffe31da3fb8249f7585eb969ebe6cd6532f0b3fc09ffac62c5",
    "0.23.4": "c7eaef8a406fbb6e6a29404604cbb0b7dfcc682080ffdb0abf629fb8e35f7968",
    "0.24.1": "028563a8ecf77e48a520e54fff5b7d6c955f2f8a69387f42ca38969cdbf67eae",
    "0.25.1": "d301c5b18b888ec7ad2bf616fcdd14eb36f4c9f41c513f89fcfcc3455d447a63",
    "0.26.4": "04c2d423c77ec87025d2a61e7d82fe00355a8f24471d60e012da5b3731e32ea5",
    "0.27.7": "89d5d952675eb08e11286e52c7238f1248ce71726e896db9703e73bef23dc343",
    "0.28.3": "bc3accb122c2c5d840b26ce56b100a21ab94aea4fe387a5b5c072ec6a88b7a62",
    "0.29.5": "6749b10ee515a1458ecea36d860c8ce2a48366e85b3f92d749ad1840e4aff181",
    "314.0.0": "a12d8d03a61b5cb52e3575184f298c91ffa29a470cfa4b87308824a52f5f212c",
    "314.0.7": "66b7949e5a0cba2250b586d7e368bf12fb482800748d182c4618254b685ffaa0",
    "315.0.0-alpha.2": "b4a12d58491af4e3fa4e4f19e79ba22aba972b55ecccf25a37903e1141c57dec",
}
RUNTIMES = ["0.26.4", "0.29.5", "314.0.7"]  # of the others only the lock file is kept
KEYS = "name version file_name install_dir sha256 package_type imports depends unvendored_tests"
CATTRS = [
    ("attrs", "26.1.0", "c647aa4a12dfbad9333ca4e71fe62ddc36f4e63b2d260a37a8b83d2f043ac309"),
    ("cattrs", "26.2.1", "a12aaa3453dc8f633a815293179f08b7421ed18d2575c459c3c736f840beac24"),
]
READERS = {
    "0.1.0": [("pyodide-lock", "0.1.0", "fc900d61aeadb507cfe5bdf35e7bcd2d933955ea7a0f2f2cff0abf5b58225ec9")],
    "0.1.3": [("pyodide-lock", "0.1.3", "71d3e8ef72cc020e45eabd35cb36480437d2639bc756392f02ca3bd709504103")],
    "0.2.0": [("pyodide-lock", "0.2.0", "462679d58c0d542ca830c832b7fe2ad5c7d00982d86a9d00d2ef93b36c2624d8"), *CATTRS],
    "0.2.1": [("pyodide-lock", "0.2.1", "5181ec109ab230d0539884b29b45ddb736e5df79d9378e68a2ccd41574346879"), *CATTRS],
}
READ = """
import json, sys
from pathlib import Path
import pyodide_lock

lock = pyodide_lock.PyodideLockSpec.from_json(Path(sys.argv[1]))
if "check" in sys.argv:
    lock.check_wheel_filenames()
keys = sys.argv[2].split()
found = {key: {each: getattr(package, each) for each in keys} for key, package in lock.packages.items()}
print(json.dumps({"file": pyodide_lock.__file__, "python": lock.info.python, "packages": found}))
"""


@pytest.fixture(scope="session")
def release() -> Callable[[str], Path]:
    """Give the folder of a published npm package."""

    def fetch(version: str) -> Path:
        def fill(site: Site) -> None:
            npm(site.work, "pack", f"pyodide@{version}")
            (archive,) = site.work.glob("*.tgz")
            assert RELEASES[version] == hashlib.sha256(archive.read_bytes()).hexdigest()
            with tarfile.open(archive) as unpacked:
                wanted = [each for each in unpacked if version in RUNTIMES or each.name.endswith(".json")]
                unpacked.extractall(site.out, wanted, filter="data")

        return Store(cache_root() / "published").get(f"pyodide-{version}", RELEASES[version], fill) / "package"

    return fetch


@pytest.fixture(scope="session")
def lock_file(release: Callable[[str], Path]) -> Callable[[str], Path]:
    """Give the lock file of a published distribution."""

    def find(version: str) -> Path:
        return next(
            path for name in ("pyodide-lock", "repodata") if (path := release(version) / f"{name}.json").exists()
        )

    return find


@pytest.fixture(scope="session")
def read_with() -> Callable[..., dict]:
    """Read a lock file with a published version of this package, in a process of its own."""

    def read(version: str, path: Path, *options: str) -> dict:
        def fill(site: Site) -> None:
            wanted = [f"{name}=={pin} --hash=sha256:{digest}" for name, pin, digest in READERS[version]]
            (site.work / "requirements.txt").write_text("\n".join(wanted))
            command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", site.out]
            subprocess.run([*command, "--require-hashes", "-r", site.work / "requirements.txt"], check=True)

        folder = Store(cache_root() / "published").get(f"pyodide-lock-{version}", READERS[version][0][2], fill)
        # what the folder does not have, pydantic and packaging, is that of the tests
        command = [
            sys.executable,
            "-c",
            f"import sys; sys.path.insert(0, {str(folder)!r})\n{READ}",
            path,
            KEYS,
            *options,
        ]
        done = subprocess.run(command, capture_output=True, text=True)
        assert 0 == done.returncode, done.stderr[-2000:]
        found = json.loads(done.stdout)
        assert Path(found.pop("file")).is_relative_to(folder)
        return found

    return read
