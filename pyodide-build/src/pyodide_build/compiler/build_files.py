"""Write what CMake and Meson want to read about the target."""

from pathlib import Path

from pyodide_build.compiler.cargo import write_pyo3_config
from pyodide_build.settings.target import Target

TOOLCHAIN = """\
# Emscripten's own description of the platform, in a folder whose compilers are the shims.
set(EMSCRIPTEN_ROOT_PATH "{shims}")
include("{shims}/cmake/Modules/Platform/Emscripten.cmake")
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_STRIP FALSE)
set(CMAKE_PROJECT_INCLUDE "{files}/project.cmake")
# Programs are the build machine's; headers, libraries and packages may be anywhere that the package says.
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE BOTH)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE BOTH)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY BOTH)
"""

PROJECT = """\
# Extension modules and the libraries that they share are side modules. Emscripten's description, which project() reads
# again, says that there are no shared libraries.
set_property(GLOBAL PROPERTY TARGET_SUPPORTS_SHARED_LIBS TRUE)
foreach(kind SHARED_LIBRARY SHARED_MODULE)
  foreach(language C CXX)
    set(CMAKE_${{kind}}_CREATE_${{language}}_FLAGS "-shared")
  endforeach()
endforeach()
# What the modules that look for Python would otherwise find on the build machine.
foreach(prefix Python Python3)
  set(${{prefix}}_INCLUDE_DIR "{headers}" CACHE PATH "")
  set(${{prefix}}_LIBRARY "" CACHE FILEPATH "")
  set(${{prefix}}_SOABI "{soabi}" CACHE STRING "")
endforeach()
set(PYTHON_INCLUDE_DIR "{headers}" CACHE PATH "")
set(PYTHON_MODULE_EXTENSION "{suffix}" CACHE STRING "")
"""

CROSS_FILE = """\
[binaries]
c = '{shims}/cc'
cpp = '{shims}/c++'
ar = '{shims}/ar'
strip = '{shims}/strip'
pkg-config = 'pkg-config'
cmake = 'cmake'
exe_wrapper = 'node'

[properties]
needs_exe_wrapper = true
skip_sanity_check = true
longdouble_format = 'IEEE_QUAD_LE'

[host_machine]
system = 'emscripten'
cpu_family = 'wasm32'
cpu = 'wasm32'
endian = 'little'
"""


def write_build_files(folder: Path, target: Target, shims: Path) -> None:
    """Write toolchain.cmake, project.cmake, cross.ini and pyo3.txt.

    Args:
        folder: where they go.
        target: the platform.
        shims: the folder of programs that stand in for compilers.
    """
    folder.mkdir(parents=True, exist_ok=True)
    values = {
        "files": folder,
        "headers": target.headers,
        "shims": shims,
        "soabi": target.extension_suffix.removeprefix(".").removesuffix(".so"),
        "suffix": target.extension_suffix,
    }
    for name, text in (("toolchain.cmake", TOOLCHAIN), ("project.cmake", PROJECT), ("cross.ini", CROSS_FILE)):
        (folder / name).write_text(text.format(**values), encoding="utf-8")
    write_pyo3_config(folder, target)
