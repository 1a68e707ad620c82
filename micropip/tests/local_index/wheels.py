"""Wheels that tests make."""

import base64
import hashlib
import io
import zipfile
from collections.abc import Iterable, Mapping


def make_wheel(
    name: str,
    version: str = "1.0",
    requires: Iterable[str] = (),
    *,
    extras: Mapping[str, Iterable[str]] | None = None,
    requires_python: str | None = None,
    files: Mapping[str, str] | None = None,
    claims: tuple[str, str] | None = None,
    tag: str = "py3-none-any",
    padding: int = 0,
) -> bytes:
    """Return a wheel.

    Args:
        name: Of the distribution.
        version: Of the distribution.
        requires: Its requirements.
        extras: Its extras, and the requirements of each.
        requires_python: Which versions of Python it is for.
        files: What is in it; default: a module with its version.
        claims: The name and version that its metadata tell.
        tag: Where it runs.
        padding: Bytes of data that nothing compresses.
    """
    stem = name.replace("-", "_")
    told_name, told_version = claims or (name, version)
    metadata = ["Metadata-Version: 2.1", f"Name: {told_name}", f"Version: {told_version}"]
    metadata += [f"Requires-Dist: {requirement}" for requirement in requires]
    for extra, requirements in (extras or {}).items():
        metadata.append(f"Provides-Extra: {extra}")
        metadata += [f'Requires-Dist: {requirement} ; extra == "{extra}"' for requirement in requirements]
    if requires_python:
        metadata.append(f"Requires-Python: {requires_python}")
    dist_info = f"{stem}-{version}.dist-info"
    contents: dict[str, bytes] = {}
    for path, text in (files if files is not None else {f"{stem}.py": f"version = {version!r}\n"}).items():
        contents[path] = text.encode()
    if padding:
        contents[f"{stem}.bin"] = b"".join(
            hashlib.sha256(bytes([i % 256, i // 256])).digest() for i in range(padding // 32)
        )
    contents[f"{dist_info}/METADATA"] = ("\n".join(metadata) + "\n").encode()
    contents[f"{dist_info}/WHEEL"] = f"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: {tag}\n".encode()
    record = [f"{path},{record_hash(content)},{len(content)}" for path, content in contents.items()]
    contents[f"{dist_info}/RECORD"] = "\n".join([*record, f"{dist_info}/RECORD,,", ""]).encode()
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in contents.items():
            archive.writestr(zipfile.ZipInfo(path), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def record_hash(content: bytes) -> str:
    """Return a hash as RECORD has it."""
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
    return f"sha256={digest}"


def wheel_filename(name: str, version: str, tag: str = "py3-none-any") -> str:
    """Return the file name of a wheel."""
    return f"{name.replace('-', '_')}-{version}-{tag}.whl"


def metadata_of(wheel: bytes) -> bytes:
    """Return the METADATA of a wheel."""
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        (path,) = (path for path in archive.namelist() if path.endswith(".dist-info/METADATA"))
        return archive.read(path)
