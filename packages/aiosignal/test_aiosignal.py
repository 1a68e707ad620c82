from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["aiosignal"])
async def test_receivers_in_order(pyodide):
    from aiosignal import Signal

    seen = []

    async def first(text, *, number):
        seen.append((text, number))

    async def second(text, *, number):
        seen.append(text * number)

    signal = Signal(None)
    signal.extend([first, second])
    signal.freeze()
    await signal.send("a", number=2)
    assert [("a", 2), "aa"] == seen
