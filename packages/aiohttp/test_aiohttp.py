from harness.in_pyodide import run_in_pyodide


@run_in_pyodide(packages=["aiohttp"])
async def test_an_application_answers(pyodide):
    from aiohttp import web
    from aiohttp.test_utils import make_mocked_request

    async def greet(request):
        return web.json_response({"name": request.match_info["name"], "query": dict(request.query)})

    application = web.Application()
    application.add_routes([web.get("/greet/{name}", greet)])
    application.freeze()
    response = await application._handle(make_mocked_request("GET", "/greet/me?a=1", app=application))
    assert '{"name": "me", "query": {"a": "1"}}' == response.text


@run_in_pyodide(packages=["aiohttp"])
async def test_compiled_parts(pyodide):
    import asyncio

    from aiohttp._http_parser import HttpRequestParser
    from aiohttp._websocket.mask import _websocket_mask_cython
    from aiohttp.base_protocol import BaseProtocol

    loop = asyncio.get_running_loop()
    parser = HttpRequestParser(BaseProtocol(loop), loop, 2**16)
    messages, upgraded, _ = parser.feed_data(b"GET /path?a=b HTTP/1.1\r\nHost: example.org\r\nX-One: 1\r\n\r\n")
    (request, _) = messages[0]
    assert ("GET", "/path?a=b", "1", False) == (request.method, request.path, request.headers["X-One"], upgraded)

    data = bytearray(b"some text")
    _websocket_mask_cython(b"mask", data)
    assert b"some text" != data
    _websocket_mask_cython(b"mask", data)
    assert b"some text" == data
