from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["rpds-py"])
def test_maps_share_what_they_have_in_common(pyodide):
    from rpds import HashTrieMap

    numbers = HashTrieMap({f"key {number}": number for number in range(1000)})
    more = numbers.insert("another", -1)
    less = more.discard("key 7").remove("key 8")

    assert (1000, 1001, 999) == (len(numbers), len(more), len(less))
    assert "key 7" in more
    assert less.get("key 7") is None
    assert sum(range(1000)) - 1 == sum(more.values())
    assert hash(numbers) == hash(more.remove("another"))


@run_in_pyodide(packages=["rpds-py"])
def test_other_collections(pyodide):
    from rpds import HashTrieSet, List, Queue, Stack

    assert [0, 1, 2] == list(List([1, 2]).push_front(0))
    assert {1, 2, 3} == set(HashTrieSet([1, 2]).update([2, 3]))
    assert 2 == Queue([1, 2]).dequeue().peek()
    assert 3 == Stack(1, 2, 3).peek()


@run_in_pyodide(packages=["rpds-py", "pytest"])
def test_exceptions_of_python_pass_through_rust(pyodide):
    import pytest
    from rpds import HashTrieMap

    class Key:
        def __hash__(self):
            raise ValueError("no hash")

    with pytest.raises(ValueError, match="no hash"):
        HashTrieMap().insert(Key(), 1)
    with pytest.raises(KeyError, match="absent"):
        HashTrieMap()["absent"]
