from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["aiohappyeyeballs"])
def test_addresses_take_turns(pyodide):
    import socket

    from aiohappyeyeballs import pop_addr_infos_interleave

    def info(address, family):
        return (family, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", (address, 80))

    infos = [info("::1", socket.AF_INET6), info("::2", socket.AF_INET6), info("127.0.0.1", socket.AF_INET)]
    pop_addr_infos_interleave(infos, 1)
    assert [info("::2", socket.AF_INET6)] == infos
