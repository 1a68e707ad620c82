import pytest

from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["test-shared-library-user", "test-cpp-exceptions"])
def test_packages_share_the_library(pyodide):
    import cpp_catcher
    import cpp_thrower
    import shared_library_user

    before = shared_library_user.add(0)
    shared_library_user.add(5)
    # Two modules of another package read the count of the same library: 3 more than there is is missing by 3.
    assert "overdrawn by 3" == cpp_thrower.catch_own("overdrawn")
    assert ["Overdrawn", 3] == list(cpp_catcher.catch_directly("overdrawn"))
    assert before + 5 == shared_library_user.add(0)


@pytest.mark.realms("node24", "chromium", "firefox")
def test_lock_file_says_what_is_needed(pyodide):
    loaded = pyodide.js("""
        const options = { messageCallback() {} };
        return (await pyodide.loadPackage("test-shared-library-user", options)).map(({ name }) => name);
    """)
    assert {"test-shared-library", "test-shared-library-user"} >= set(loaded)
    assert 3 == pyodide.run("import shared_library_user as user; user.add(3) - user.add(0) + 3")
