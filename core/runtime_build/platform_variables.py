"""Tell sysconfig which platform of PEP 783 the interpreter is: packaging, pip and uv ask for it."""


def with_platform(sysconfigdata: str, abi_version: str) -> str:
    """Return the text of sysconfig's module of variables with those that name the platform.

    Args:
        sysconfigdata: the module that CPython's build has made.
        abi_version: year and number of the platform: `2025_0`.
    """
    # The first is the older name, which uv knows; packaging 26.1 reads the last one in place of the second.
    names = ("PYODIDE_ABI_VERSION", "PYEMSCRIPTEN_PLATFORM_VERSION", "PYEMSCRIPTEN_ABI_VERSION")
    return f"{sysconfigdata}\nbuild_time_vars.update(dict.fromkeys({names!r}, {abi_version!r}))\n"
