from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["python-dateutil"])
def test_parse_and_calculate(pyodide):
    from datetime import datetime

    from dateutil.parser import parse
    from dateutil.relativedelta import relativedelta
    from dateutil.rrule import MONTHLY, rrule

    assert datetime(2024, 2, 29, 14, 5) == parse("29 Feb 2024, 2:05 PM")
    assert datetime(2025, 2, 28) == datetime(2024, 2, 29) + relativedelta(years=1)
    last_days = rrule(MONTHLY, count=3, bymonthday=31, dtstart=datetime(2024, 1, 1))
    assert [1, 3, 5] == [date.month for date in last_days]


@run_in_pyodide(packages=["python-dateutil"])
def test_time_zones(pyodide):
    from datetime import datetime, timedelta

    from dateutil.tz import gettz

    berlin = gettz("Europe/Berlin")
    assert timedelta(hours=2) == datetime(2024, 7, 1, tzinfo=berlin).utcoffset()
    assert timedelta(hours=1) == datetime(2024, 1, 1, tzinfo=berlin).utcoffset()
