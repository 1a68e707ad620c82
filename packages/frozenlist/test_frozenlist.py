from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["frozenlist"])
def test_frozen(pyodide):
    import frozenlist
    from frozenlist import _frozenlist

    assert _frozenlist.FrozenList is frozenlist.FrozenList is not frozenlist.PyFrozenList
    items = frozenlist.FrozenList([1, 2])
    items.append(3)
    try:
        hash(items)
    except RuntimeError:
        pass
    else:
        raise AssertionError("what changes was hashed")
    items.freeze()
    try:
        items.append(4)
    except RuntimeError as error:
        assert "Cannot modify frozen list" in str(error)
    else:
        raise AssertionError("a frozen list was changed")
    assert [1, 2, 3] == list(items)
