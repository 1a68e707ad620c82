from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["tzdata"])
def test_zoneinfo_finds_it(pyodide):
    from datetime import datetime, timedelta
    from zoneinfo import ZoneInfo, available_timezones

    assert len(available_timezones()) > 500
    moment = datetime(2024, 7, 1, 12, tzinfo=ZoneInfo("Asia/Kathmandu"))
    assert timedelta(hours=5, minutes=45) == moment.utcoffset()
