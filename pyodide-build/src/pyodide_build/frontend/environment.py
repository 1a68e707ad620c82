"""The variables that a package's build backend sees."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from pyodide_build.compiler.cargo import TARGET_RUSTFLAGS, cargo_variables
from pyodide_build.compiler.shims import BUILD_MACHINE_CC, RUSTC_WRAPPER
from pyodide_build.settings.model import BuildSettings
from pyodide_build.settings.target import SYSCONFIGDATA

# Variables of the user that speak of the build machine; CFLAGS and such are added by the shims.
REMOVED = (
    "CFLAGS",
    "CXXFLAGS",
    "CPPFLAGS",
    "LDFLAGS",
    "LDSHARED",
    "CPATH",
    "C_INCLUDE_PATH",
    "LIBRARY_PATH",
    "PKG_CONFIG_PATH",
    "PYTHONHOME",
    "VIRTUAL_ENV",
)


def backend_environment(
    settings: BuildSettings,
    shims: Path,
    build_files: Path,
    base: Mapping[str, str],
    pkg_config: Sequence[Path] = (),
) -> dict[str, str]:
    """Return the variables for calls of the build backend, but not for pip, which installs for the build machine.

    Args:
        settings: the target and the flags.
        shims: the folder of programs that stand in for compilers.
        build_files: the folder with the files for CMake and Meson.
        base: the variables around, in which PATH begins with the isolated environment.
        pkg_config: folders that pkg-config looks in before the cross-build environment's.
    """
    target = settings.target
    kept = {name: value for name, value in base.items() if name not in REMOVED}
    return {
        **kept,
        "PATH": f"{shims}:{base.get('PATH', '')}",
        "CC": "cc",
        "CXX": "c++",
        "AR": "ar",
        "RANLIB": "ranlib",
        "STRIP": "strip",
        "FC": "gfortran",
        "EMCC_SKIP_SANITY_CHECK": "1",
        "SOURCE_DATE_EPOCH": str(settings.source_date),
        # sysconfig then speaks of the target.
        "_PYTHON_HOST_PLATFORM": target.platform,
        "_PYTHON_SYSCONFIGDATA_NAME": SYSCONFIGDATA,
        "PYTHONPATH": str(target.stdlib),
        "PYTHONNOUSERSITE": "1",
        "PKG_CONFIG_LIBDIR": ":".join(map(str, [*pkg_config, target.root / "lib/pkgconfig"])),
        "CMAKE_TOOLCHAIN_FILE": base.get("CMAKE_TOOLCHAIN_FILE", str(build_files / "toolchain.cmake")),
        "CMAKE_BUILD_PARALLEL_LEVEL": str(settings.jobs),
        "MESON_CROSS_FILE": str(build_files / "cross.ini"),
        **cargo_variables(
            target,
            Path(base.get("PYO3_CONFIG_FILE", build_files / "pyo3.txt")),
            shims / BUILD_MACHINE_CC,
            shims / RUSTC_WRAPPER,
            settings.jobs,
            base.get(TARGET_RUSTFLAGS, ""),
        ),
        # What packages look at to know for what they are built.
        "PYODIDE": "1",
        "PYODIDE_PACKAGE_ABI": "1",  # of no other meaning
        "PYODIDE_ROOT": str(target.root),
        "PYODIDE_ABI_VERSION": target.abi_version,
        "PYODIDE_JOBS": str(settings.jobs),
        "PYTHONINCLUDE": str(target.headers),
        "PYMAJOR": target.python_version.split(".")[0],
        "PYMINOR": target.python_version.split(".")[1],
        "PYMICRO": target.python_version.split(".")[2],
        "NUMPY_LIB": base.get("NUMPY_LIB", str(target.host_packages / "numpy")),
    }
