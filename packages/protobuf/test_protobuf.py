from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["protobuf"])
def test_messages_are_handled_in_c(pyodide):
    from google.protobuf import descriptor_pb2, descriptor_pool, json_format, message_factory
    from google.protobuf.internal import api_implementation
    from google.protobuf.message import DecodeError

    assert "upb" == api_implementation.Type()
    file = descriptor_pb2.FileDescriptorProto(name="a.proto", package="a", syntax="proto3")
    person = file.message_type.add(name="Person")
    for number, (name, kind, repeated) in enumerate(
        (("name", 9, 1), ("big", 4, 1), ("ratio", 1, 1), ("ids", 17, 3)), 1
    ):
        person.field.add(name=name, number=number, type=kind, label=repeated)
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    message_class = message_factory.GetMessageClass(pool.FindMessageTypeByName("a.Person"))
    message = message_class(name="ü", big=2**64 - 1, ratio=0.1, ids=[1, -1, 2**31 - 1])
    data = message.SerializeToString()
    assert message == message_class.FromString(data)
    assert '{"name":"ü","big":"18446744073709551615","ratio":0.1,"ids":[1,-1,2147483647]}' == json_format.MessageToJson(
        message, indent=None, ensure_ascii=False
    ).replace(" ", "")
    for wrong in (data[:-1], b"\xff" * 20):
        try:
            message_class.FromString(wrong)
        except DecodeError:
            pass
        else:
            raise AssertionError("damaged data passed")
    try:
        message.big = -1
    except ValueError:
        pass
    else:
        raise AssertionError("a number out of range passed")
