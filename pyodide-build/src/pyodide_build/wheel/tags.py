"""Say in a wheel, and in its name, that it is for the target (PEP 425)."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from packaging.tags import Tag
from packaging.utils import parse_wheel_filename

from pyodide_build.settings.target import Target
from pyodide_build.wheel.contents import Contents


def retag(name: str, contents: Contents, target: Target) -> str:
    """Give the wheel the target's platform in place of any other, and return its file name."""
    *_, tags = parse_wheel_filename(name)
    wanted = {Tag(tag.interpreter, tag.abi, target.platform_tag) for tag in tags}
    return name if wanted == tags else set_tags(name, contents, wanted)


def set_tags(name: str, contents: Contents, wanted: Collection[Tag]) -> str:
    """Give the wheel these tags, and return its file name."""
    path = f"{contents.dist_info}/WHEEL"
    lines = [line for line in contents.text("WHEEL").splitlines() if line and not line.startswith("Tag:")]
    lines += [f"Tag: {tag}" for tag in sorted(map(str, wanted))]
    member = contents.files[path]
    contents.files[path] = replace(member, data="".join(f"{line}\n" for line in lines).encode())
    front = name.removesuffix(".whl").rsplit("-", 3)[0]
    parts = (joined(getattr(tag, part) for tag in wanted) for part in ("interpreter", "abi", "platform"))
    return f"{front}-{'-'.join(parts)}.whl"


def joined(parts: Iterable[str]) -> str:
    """Spell several alternatives as the names of wheels do."""
    return ".".join(sorted(set(parts)))
