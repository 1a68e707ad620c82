from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["pandas"])
def test_read_group_and_merge(pyodide):
    import io

    import pandas as pd

    sales = pd.read_csv(
        io.StringIO("city,day,sold\nRome,2024-01-01,3\nOslo,2024-01-01,5\nRome,2024-01-02,4\nOslo,2024-01-03,\n"),
        parse_dates=["day"],
    )
    assert {"Oslo": 5.0, "Rome": 7.0} == sales.groupby("city").sold.sum().to_dict()
    assert 1 == sales.sold.isna().sum()

    cities = pd.DataFrame({"city": ["Oslo", "Rome"], "country": ["Norway", "Italy"]})
    merged = sales.merge(cities, on="city", how="left", validate="many_to_one")
    assert ["Italy", "Norway", "Italy", "Norway"] == merged.country.tolist()
    table = merged.pivot_table(index="day", columns="country", values="sold", aggfunc="sum")
    assert 4.0 == table.loc["2024-01-02", "Italy"]
    assert "Rome,2024-01-02,4.0" in sales.to_csv(index=False)


@run_in_pyodide(packages=["pandas"])
def test_time_zones(pyodide):
    import pandas as pd

    # In this night, clocks went from 2 to 3.
    hours = pd.date_range("2024-03-31", periods=4, freq="h", tz="Europe/Berlin")
    assert [0, 1, 3, 4] == hours.hour.tolist()
    assert ["2024-03-30 23:00", "2024-03-31 02:00"] == [
        f"{hours.tz_convert('UTC')[place]:%Y-%m-%d %H:%M}" for place in (0, -1)
    ]
    series = pd.Series(range(48), index=pd.date_range("2024-01-01", periods=48, freq="h", tz="US/Eastern"))
    assert [276, 852] == series.resample("D").sum().tolist()
    assert pd.Timestamp("2024-02-29") + pd.DateOffset(years=1) == pd.Timestamp("2025-02-28")


@run_in_pyodide(packages=["pandas"])
def test_windows_and_reshaping(pyodide):
    import io

    import numpy as np
    import pandas as pd

    table = pd.DataFrame({"a": np.arange(6.0), "b": list("xyxyxy")})
    np.testing.assert_allclose([1, 2, 3, 4], table.a.rolling(3).mean().dropna())
    np.testing.assert_allclose(table.a.ewm(alpha=0.5).mean().iloc[-1], 4.095238, rtol=1e-6)
    assert [("x", 0.0), ("x", 2.0)] == table.set_index(["b", "a"]).sort_index().index[:2].tolist()
    assert ["a", "b_x", "b_y"] == pd.get_dummies(table).columns.tolist()
    again = pd.read_json(io.StringIO(table.to_json()))
    pd.testing.assert_frame_equal(table, again, check_dtype=False)
    assert [2, 1, 0] == table.query("a < 3").sort_values("a", ascending=False).index.tolist()


@run_in_pyodide(packages=["pandas"])
def test_bad_input_is_an_error(pyodide):
    import io

    import pandas as pd

    try:
        pd.read_csv(io.StringIO("a,b\n1,2\n1,2,3\n"))
    except pd.errors.ParserError as error:
        assert "Expected 2 fields in line 3, saw 3" in str(error)
    else:
        raise AssertionError("a line is too long")


@run_in_pyodide(packages=["pandas"])
def test_plain_objects_of_javascript(pyodide):
    import pandas as pd

    from pyodide.code import run_js

    rows = run_js("[{ name: 'a', size: 1 }, { name: 'b', size: 2.5 }]").to_py()
    assert 3.5 == pd.DataFrame(rows)["size"].sum()
