import platform

import pytest
from packaging.markers import Marker, default_environment

from pyodide_lock import InfoSpec, LockfileError
from pyodide_lock.target import marker_environment, platforms, tags


def test_markers_see_the_target_and_nothing_of_this_machine(info):
    environment = marker_environment(info)

    assert default_environment().keys() | {"extra"} == environment.keys()
    assert platform.machine() not in environment.values()
    for marker in (
        "sys_platform == 'emscripten'",
        "platform_system == 'Emscripten'",
        "platform_machine == 'wasm32'",
        "os_name == 'posix'",
        "python_version == '3.13'",
        "python_full_version == '3.13.2'",
        "platform_python_implementation == 'CPython'",
        "implementation_name == 'cpython'",
        "platform_release == '4.0.9'",
    ):
        assert Marker(marker).evaluate(environment), marker


def test_platforms_best_first(info):
    assert ["pyemscripten_2025_0_wasm32", "pyodide_2025_0_wasm32", "emscripten_4_0_9_wasm32"] == platforms(info)


def test_tags_best_first(info):
    found = [str(each) for each in tags(info)]

    assert "cp313-cp313-pyemscripten_2025_0_wasm32" == found[0]
    assert found.index("cp313-abi3-emscripten_4_0_9_wasm32") < found.index("py3-none-any")


def test_a_release_candidate():
    info = InfoSpec(platform="emscripten_6_0_5", python="3.15.0rc1", abi_version="2026_5")

    assert Marker("python_version == '3.15' and python_full_version >= '3.15.0rc1'").evaluate(marker_environment(info))


def test_a_python_that_is_no_version():
    with pytest.raises(LockfileError, match=r'info.python: expected a version such as "3.13.5", found "three"'):
        list(tags(InfoSpec(platform="emscripten_4_0_9", python="three")))
