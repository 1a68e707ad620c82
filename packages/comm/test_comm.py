from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["comm"])
def test_default_comm_refuses_to_publish(pyodide):
    import comm

    manager = comm.get_comm_manager()
    opened = []
    manager.register_target("plots", lambda channel, message: opened.append(message))
    target = manager.targets["plots"]
    target(None, {"content": 1})
    assert [{"content": 1}] == opened
