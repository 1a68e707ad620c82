"""Each part of the standard library that is a package: not there before it is loaded, and working afterwards."""

import pytest

from harness.errors import ThrownError

IMPORTS = {
    "dbm": "dbm",
    "hashlib": "_hashlib",
    "lzma": "lzma",
    "pydecimal": "_pydecimal",
    "pydoc_data": "pydoc_data.topics",
    "sqlite3": "sqlite3",
    "ssl": "ssl",
    "test": "test.support",
    "tzdata": "tzdata",
}


@pytest.mark.realms("node24")
@pytest.mark.parametrize("name", IMPORTS.values())
def test_not_there_before_it_is_loaded(fresh_pyodide, name) -> None:
    with pytest.raises(ThrownError, match=rf"ModuleNotFoundError: .*{name.partition('.')[0]}"):
        fresh_pyodide.run(f"import {name}")


def lzma_works() -> None:
    import lzma

    data = b"abc" * 9999
    for form in (lzma.FORMAT_XZ, lzma.FORMAT_ALONE):
        assert data == lzma.decompress(lzma.compress(data, form))
    with lzma.open("/tmp/file.xz", "wt") as file:
        file.write("ä")
    with lzma.open("/tmp/file.xz", "rt") as file:
        assert "ä" == file.read()
    try:
        lzma.decompress(b"no xz")
    except lzma.LZMAError:
        pass
    else:
        raise AssertionError


def sqlite3_works() -> None:
    import sqlite3

    with sqlite3.connect("/tmp/test.db") as db:
        db.execute("create table t (x, y)")
        db.executemany("insert into t values (?, ?)", [(1, "ä"), (2, b"bytes"), (3, None)])
        assert [("ä",), (b"bytes",), (None,)] == db.execute("select y from t order by x").fetchall()
        db.create_function("twice", 1, lambda x: 2 * x)
        assert (12,) == db.execute("select sum(twice(x)) from t").fetchone()
        try:
            db.execute("select * from missing")
        except sqlite3.OperationalError as error:
            assert "no such table" in str(error)
        else:
            raise AssertionError
        db.commit()
        copy = sqlite3.connect(":memory:")
        db.backup(copy)
        other = sqlite3.connect(":memory:")
        other.deserialize(copy.serialize())
        assert (3,) == other.execute("select count(*) from t").fetchone()
        db.execute("create virtual table documents using fts5(text)")
        db.execute("insert into documents values ('full text search')")
        assert 1 == len(db.execute("select * from documents where documents match 'text'").fetchall())
        assert [(1,), (2,)] == db.execute("select value from json_each('[1, 2]')").fetchall()
        assert (1.0,) == db.execute("select cos(0)").fetchone()
    db.close()


def dbm_works() -> None:
    import dbm
    import shelve

    with dbm.open("/tmp/numbers", "c") as database:
        database["one"] = "1"
    assert "dbm.dumb" == dbm.whichdb("/tmp/numbers")
    with shelve.open("/tmp/objects") as shelf:
        shelf["numbers"] = [1, 2.5]
    with shelve.open("/tmp/objects") as shelf:
        assert [1, 2.5] == shelf["numbers"]


def pydecimal_works() -> None:
    import _pydecimal
    import decimal

    assert "0.3333333333" == str(_pydecimal.Context(10).divide(1, 3))
    assert decimal.Decimal is not _pydecimal.Decimal


def pydoc_data_works() -> None:
    import io
    import pydoc

    output = io.StringIO()
    pydoc.Helper(output=output).help("for")
    assert 'The "for" statement' in output.getvalue()


def time_zones() -> None:
    import datetime
    import zoneinfo

    summer = datetime.datetime(2024, 7, 1, 12, tzinfo=zoneinfo.ZoneInfo("Europe/Berlin"))
    assert datetime.timedelta(hours=2) == summer.utcoffset()
    assert "America/New_York" in zoneinfo.available_timezones()
    try:
        zoneinfo.ZoneInfo("Europe/Nowhere")
    except zoneinfo.ZoneInfoNotFoundError:
        pass
    else:
        raise AssertionError


def cpython_tests() -> None:
    import unittest

    import test.test_base64

    suite = unittest.defaultTestLoader.loadTestsFromModule(test.test_base64)
    result = unittest.TextTestRunner(verbosity=0).run(suite)
    assert result.testsRun > 20
    assert not result.failures
    assert len(result.errors) <= 2, result.errors  # those that start processes


USES = {
    "dbm": dbm_works,
    "lzma": lzma_works,
    "pydecimal": pydecimal_works,
    "pydoc_data": pydoc_data_works,
    "sqlite3": sqlite3_works,
    "tzdata": time_zones,
    "test": cpython_tests,
}


@pytest.mark.parametrize("package", USES)
def test_works(load, package) -> None:
    load(package).run_function(USES[package], time_limit=120)


@pytest.mark.realms("node24", "firefox")
def test_full_standard_library(realm) -> None:
    assert "dbm, hashlib, lzma, pydecimal, pydoc_data, sqlite3, ssl: true" == realm.evaluate(
        """
        const pyodide = await loadPyodide({ fullStdLib: true });
        pyodide.runPython("import dbm, _hashlib, lzma, _pydecimal, pydoc_data.topics, sqlite3, ssl");
        const names = Object.keys(pyodide.loadedPackages).map((name) => name.replace("-", "_")).sort();
        const withoutTests = pyodide.runPython("import importlib.util; not importlib.util.find_spec('test')");
        return `${names.join(", ")}: ${withoutTests}`;
        """,
        time_limit=120,
    )
