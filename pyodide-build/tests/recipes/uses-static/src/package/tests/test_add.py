from uses_static import _native


def test_add():
    assert _native.add(1, 1) == 344
