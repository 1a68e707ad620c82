"""What a script says that it needs, in a comment (PEP 723)."""

import re
from dataclasses import dataclass

from micropip._vendor.packaging.specifiers import InvalidSpecifier, SpecifierSet
from micropip.errors import RequirementError

# As the specification has it.
BLOCK = re.compile(r"(?m)^# /// (?P<type>[a-zA-Z0-9-]+)$\s(?P<content>(^#(| .*)$\s)+)^# ///$")


@dataclass(frozen=True)
class ScriptMetadata:
    """The requirements of a script."""

    dependencies: tuple[str, ...]
    requires_python: SpecifierSet


def script_metadata(text: str, source: str) -> ScriptMetadata:
    """Read the comment of a script.

    Args:
        text: The script.
        source: Where it is from, for messages.

    Raises:
        RequirementError: there is no such comment, there are several, or it is wrong.
    """
    blocks = [match for match in BLOCK.finditer(text.replace("\r\n", "\n")) if match["type"] == "script"]
    if len(blocks) != 1:
        raise RequirementError(f"{source} has {len(blocks) or 'no'} comment{'s' * (len(blocks) > 1)} `# /// script`")
    import tomllib

    lines = blocks[0]["content"].splitlines()
    try:
        data = tomllib.loads("\n".join(line[2:] if line.startswith("# ") else line[1:] for line in lines))
        dependencies = data.get("dependencies", [])
        if not isinstance(dependencies, list) or not all(isinstance(entry, str) for entry in dependencies):
            raise RequirementError(f"{source}: `dependencies` must be an array of strings")
        return ScriptMetadata(tuple(dependencies), SpecifierSet(data.get("requires-python", "")))
    except (tomllib.TOMLDecodeError, InvalidSpecifier) as error:
        raise RequirementError(f"{source}: {error}") from None
