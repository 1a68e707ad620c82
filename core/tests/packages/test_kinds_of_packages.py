"""What lock files list besides wheels, and wheels that projects publish."""

import gzip
import hashlib
import io
import tarfile

import pytest

from harness.realms import ALL_REALMS
from harness.wheels import PLATFORM, PUBLISHED
from wheel_builder import Wheel, make_zip


def make_tar(files: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, text in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(text)
            archive.addfile(entry, io.BytesIO(text.encode()))
    return buffer.getvalue()


def packed(name: str, file_name: str, data: bytes, install_dir: str) -> Wheel:
    lies = {"file_name": file_name, "install_dir": install_dir, "sha256": hashlib.sha256(data).hexdigest()}
    return Wheel(name, lies=lies, package_type="cpython_module")


FILES = {"part/__init__.py": "name = 'part'\n", "part/data/text": "text"}
ARCHIVES = {"part.zip": make_zip(FILES), "part.tar": make_tar(FILES), "part.tar.gz": gzip.compress(make_tar(FILES))}


@pytest.mark.parametrize("file_name", ARCHIVES)
@pytest.mark.parametrize(
    ("install_dir", "folder"), [("stdlib", "/lib/python3.13"), ("site", "/lib/python3.13/site-packages")]
)
@pytest.mark.realms("node24", "chromium")
def test_archives(start, file_name, install_dir, folder) -> None:
    """Modules of the standard library and unvendored tests come so from releases that others have published."""
    python = start(packed("part", file_name, ARCHIVES[file_name], install_dir))
    python.server.files[file_name] = ARCHIVES[file_name]

    assert {"errors": [], "loaded": ["part"]}.items() <= python.load("part").items()

    assert f"{folder}/part/__init__.py" == python.run("import part; part.__file__")
    assert "text" == python.run(f"open('{folder}/part/data/text').read()")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (make_tar({"../../outside": "x"}), "The archive would write outside of"),
        (make_tar(FILES)[:600], "The archive is damaged, cut short, or no .tar"),
    ],
    ids=["climbing", "cut short"],
)
@pytest.mark.realms("node24", "chromium")
def test_bad_archives(start, data, message) -> None:
    python = start(packed("part", "part.tar", data, "site"), Wheel("good"))
    python.server.files["part.tar"] = data

    result = python.load("part", "good")

    assert ["good"] == result["loaded"]
    assert f"loading part: Cannot install part.tar: {message}" in result["errors"][0]
    assert {"good", "good-1.0.dist-info"} == {name.partition("/")[0] for name in python.site_packages}


@pytest.mark.realms("node24")
def test_installing_imports_little(start) -> None:
    """It looks for OpenSSL, which is a package, when hashlib is first imported; the others take their time."""
    python = start(Wheel("pkg-a"))
    python.load("pkg-a")

    heavy = {"hashlib", "importlib.metadata", "pathlib", "re", "shutil", "zipfile"}
    assert "" == python.run(f"import sys; ' '.join({heavy} & set(sys.modules))")


USES = {
    "bitarray": "import bitarray; bitarray.bitarray('110').to01() == '110'",
    "charset-normalizer": "import charset_normalizer.md; charset_normalizer.md.__file__.endswith('.so')",
    "msgpack": "import msgpack._cmsgpack; msgpack.unpackb(msgpack.packb([1, 'a'])) == [1, 'a']",
    "simplejson": "import simplejson._speedups; simplejson.dumps([1, None]) == '[1, null]'",
    "xxhash": "import xxhash; xxhash.xxh64(b'abc').hexdigest() == '44bc2cf5ad770999'",
}


@pytest.mark.realms(*ALL_REALMS)
def test_published_wheels(start, server) -> None:
    """From their addresses, all at once."""
    python = start()
    for wheel in PUBLISHED:
        name = f"{wheel.name.replace('-', '_')}-{wheel.version}-cp313-cp313-{PLATFORM}.whl"
        server.files[name] = wheel.fetch().read_bytes()

    result = python.load(*(f"{server.url}{name}" for name in server.files if name.endswith(".whl")))

    assert [] == result["errors"]
    assert sorted(USES) == sorted(result["loaded"])
    assert dict.fromkeys(USES, True) == {name: python.run(code) for name, code in USES.items()}
