from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["pytz"])
def test_zones(pyodide):
    from datetime import datetime, timedelta

    import pytz

    berlin = pytz.timezone("Europe/Berlin")
    summer = berlin.localize(datetime(2024, 7, 1, 12))
    assert timedelta(hours=2) == summer.utcoffset()
    assert "05:00" == summer.astimezone(pytz.timezone("America/Lima")).strftime("%H:%M")
    try:
        berlin.localize(datetime(2024, 3, 31, 2, 30), is_dst=None)
    except pytz.NonExistentTimeError:
        pass
    else:
        raise AssertionError("a time that no clock showed passed")
