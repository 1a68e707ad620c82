"""Write signatures and annotations so that Sphinx links the names in them."""

import griffe

type Annotation = str | griffe.Expr | None
# What is in these and not public is shown, but there is nothing to link to.
OWN = {"_pyodide", "_pyodide_core", "auditwheel_emscripten", "micropip", "pyodide", "pyodide_cli", "pyodide_lock"}
BEFORE = {griffe.ParameterKind.var_positional: "*", griffe.ParameterKind.var_keyword: "**"}


def signature_text(function: griffe.Function, public: dict[str, str], *, returns: bool = True) -> str:
    """Return parameters and the type of the result; methods are written as they are called."""
    parameters = list(function.parameters)
    if function.parent and function.parent.is_class and "staticmethod" not in function.labels:
        parameters = parameters[1:]
    parts: list[str] = []
    for index, each in enumerate(parameters):
        previous = parameters[index - 1].kind if index else None
        if previous is griffe.ParameterKind.positional_only and each.kind is not previous:
            parts.append("/")
        if each.kind is griffe.ParameterKind.keyword_only and previous not in (
            griffe.ParameterKind.keyword_only,
            griffe.ParameterKind.var_positional,
        ):
            parts.append("*")
        parts.append(_parameter(each, public))
    if parameters and parameters[-1].kind is griffe.ParameterKind.positional_only:
        parts.append("/")
    result = f" -> {annotation_text(function.returns, public)}" if returns and function.returns else ""
    return f"({', '.join(parts)}){result}"


def annotation_text(annotation: Annotation, public: dict[str, str]) -> str:
    """Return an annotation with the names that users import, of which the last part is shown."""
    if annotation is None or isinstance(annotation, str):
        return annotation or ""
    return "".join(
        _name(each, public) if isinstance(each, griffe.ExprName) else str(each)
        for each in annotation.iterate(flat=True)
    ).replace("\n", " ")


def _name(name: griffe.ExprName, public: dict[str, str]) -> str:
    if name.name == "type":
        return "~builtins.type"  # else Sphinx takes attributes of that name for it
    path = name.canonical_path
    if path in public:
        return f"~{public[path]}"
    is_foreign = "." in path and path.partition(".")[0] not in OWN
    return f"~{path}" if is_foreign else name.name


def _parameter(parameter: griffe.Parameter, public: dict[str, str]) -> str:
    text = BEFORE.get(parameter.kind, "") if parameter.kind else ""
    text += parameter.name
    if parameter.annotation is not None:
        text += f": {annotation_text(parameter.annotation, public)}"
    if parameter.default is not None and not text.startswith("*"):
        text += f" = {parameter.default}"
    return text
