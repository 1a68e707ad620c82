"""Change single values of a YAML file, and nothing else in it."""

from collections.abc import Mapping

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode

Place = tuple[str, ...]


def replace_values(text: str, values: Mapping[Place, tuple[str, str]]) -> str:
    """Return the text with other keys and values in some places.

    Args:
        text: of a YAML file.
        values: the new key and the new value, by the keys that lead to the place.

    Raises:
        KeyError: there is no such place.
    """
    root = YAML(typ="safe", pure=True).compose(text)
    changes = []
    for place, (key, value) in values.items():
        old_key, old_value = entry(root, place)
        changes += [(old_key, key), (old_value, value)]
    for node, replacement in sorted(changes, key=lambda change: -change[0].start_mark.index):
        text = text[: node.start_mark.index] + replacement + text[node.end_mark.index :]
    return text


def entry(node: Node, place: Place) -> tuple[Node, Node]:
    """Return the nodes of a key and its value."""
    for key, value in node.value if isinstance(node, MappingNode) else ():
        if isinstance(key, ScalarNode) and key.value == place[0]:
            return entry(value, place[1:]) if place[1:] else (key, value)
    raise KeyError(place[0])
