from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["sortedcontainers"])
def test_sorted_list(pyodide):
    from sortedcontainers import SortedList

    numbers = SortedList([5, 1, 4])
    numbers.update([3, 2])
    assert [1, 2, 3, 4, 5] == list(numbers)
    assert 2 == numbers.bisect_left(3)
    assert [2, 3] == list(numbers.irange(2, 3))
