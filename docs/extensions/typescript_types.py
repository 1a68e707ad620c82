"""Write types as TypeScript does, from the JSON of typedoc."""

import json
from typing import Any

Node = dict[str, Any]

# The name under which a type is exported.
PUBLIC = {"Api": "PyodideInterface"}


def type_text(node: Node | None) -> str:
    """Return a type's text.

    Raises:
        ValueError: typedoc has a kind of type that nothing in the API had so far.
    """
    if node is None:
        return "any"
    match node["type"]:
        case "intrinsic" | "unknown":
            return str(node["name"])
        case "reference":
            name = str(node["name"])
            return PUBLIC.get(name, name) + _arguments(node)
        case "literal":
            return json.dumps(node["value"])
        case "array":
            return _inside(node["elementType"]) + "[]"
        case "union":
            return " | ".join(_inside(each) for each in sorted(node["types"], key=_is_empty))
        case "intersection":
            return " & ".join(_inside(each) for each in node["types"])
        case "tuple":
            return f"[{', '.join(type_text(each) for each in node.get('elements', []))}]"
        case "namedTupleMember":
            return f"{node['name']}{'?' if node['isOptional'] else ''}: {type_text(node['element'])}"
        case "rest":
            return "..." + type_text(node["elementType"])
        case "typeOperator":
            return f"{node['operator']} {type_text(node['target'])}"
        case "query":
            return f"typeof {type_text(node['queryType'])}"
        case "predicate":
            return "boolean"
        case "reflection":
            return _reflection(node["declaration"])
        case other:
            raise ValueError(f"a type of the kind {other!r} is not known to {__name__}")


def parameters_text(signature: Node) -> str:
    """Return parameters with their types."""
    return ", ".join(parameter_text(each) for each in signature.get("parameters", []))


def parameter_text(parameter: Node) -> str:
    """Return one parameter with its type."""
    dots = "..." if parameter["flags"].get("isRest") else ""
    return f"{dots}{parameter['name']}{'?' if is_optional(parameter) else ''}: {type_text(parameter.get('type'))}"


def is_optional(parameter: Node) -> bool:
    """Tell whether a call or an object may leave it out."""
    return bool(parameter["flags"].get("isOptional")) or "defaultValue" in parameter


def _arguments(node: Node) -> str:
    arguments = [type_text(each) for each in node.get("typeArguments", [])]
    if node["name"] in ("Iterable", "AsyncIterable", "Iterator", "AsyncIterator", "IterableIterator"):
        # TypeScript adds what a generator is sent and returns, which nobody wrote.
        arguments = arguments[:1]
    # Of arrays of bytes it says whose they are.
    arguments = [each for each in arguments if each != "ArrayBufferLike"]
    return f"<{', '.join(arguments)}>" if arguments else ""


def _inside(node: Node) -> str:
    text = type_text(node)
    needs_parentheses = node["type"] in ("union", "typeOperator") or (node["type"] == "reflection" and "=>" in text)
    return f"({text})" if needs_parentheses else text


def _is_empty(node: Node) -> bool:
    return node.get("name") in ("undefined", "null") or node.get("value", "") is None


def _reflection(declaration: Node) -> str:
    for signature in declaration.get("signatures", []):
        return f"({parameters_text(signature)}) => {type_text(signature['type'])}"
    for signature in declaration.get("indexSignatures", []):
        return f"{{ [{parameters_text(signature)}]: {type_text(signature['type'])} }}"
    members = (f"{each['name']}: {type_text(each.get('type'))}" for each in declaration.get("children", []))
    return f"{{ {'; '.join(members)} }}"
