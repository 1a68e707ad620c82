from auditwheel_emscripten.record import update_record

HASH_OF_NEW = "sha256=EVB6Di9eadXfpApiob17buV-a82FxnybhDGzb_8hxDc"  # of b"new"
RECORD = "demo.dist-info/RECORD"


def test_only_changed_rows_change() -> None:
    text = f'b.py,sha256=old,3\r\n"a,b.py",sha256=kept,4\r\n{RECORD},,\r\n'
    updated = update_record(text, RECORD, {"b.py": b"new"})

    assert f'b.py,{HASH_OF_NEW},3\r\n"a,b.py",sha256=kept,4\r\n{RECORD},,\r\n' == updated


def test_new_rows_come_before_that_of_record() -> None:
    updated = update_record(f"a.py,sha256=kept,4\n{RECORD},,\n", RECORD, {'c,"d".so': b"new"})

    assert f'a.py,sha256=kept,4\n"c,""d"".so",{HASH_OF_NEW},3\n{RECORD},,\n' == updated


def test_a_list_without_itself_and_without_a_line_end() -> None:
    assert f"a.py,,\nb.so,{HASH_OF_NEW},3\n" == update_record("a.py,,", RECORD, {"b.so": b"new"})
    assert f"b.so,{HASH_OF_NEW},3\n" == update_record("", RECORD, {"b.so": b"new"})
