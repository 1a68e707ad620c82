"""Loops, generators, exceptions, context managers, pattern matching, threads of control without threads."""

import asyncio
import contextlib


def numbers(n):
    for i in range(n):
        yield i


def flatten(tree):
    for item in tree:
        if isinstance(item, list):
            yield from flatten(item)
        else:
            yield item


def averager():
    total, count, value = 0.0, 0, None
    while True:
        value = yield total / count if count else value
        total += value
        count += 1


@contextlib.contextmanager
def suppressing(*kinds):
    try:
        yield
    except kinds:
        pass


def classify(value):
    match value:
        case 0 | 1:
            return "bit"
        case int() if value < 0:
            return "negative"
        case [first, *rest]:
            return first, len(rest)
        case {"kind": kind, **others}:
            return kind, others
        case str(text):
            return text
        case _:
            return None


def collatz(limit):
    longest = 0
    for start in range(1, limit):
        n, steps = start, 0
        while n != 1:
            n = n // 2 if n % 2 == 0 else 3 * n + 1
            steps += 1
        longest = max(longest, steps)
    return longest


def mandelbrot(size):
    inside = 0
    for row in range(size):
        for column in range(size):
            c = complex(3.0 * column / size - 2.0, 2.0 * row / size - 1.0)
            z = 0j
            for _ in range(40):
                z = z * z + c
                if abs(z) > 2.0:
                    break
            else:
                inside += 1
    return inside


async def fetch(queue, n):
    for i in range(n):
        await queue.put(i)
        await asyncio.sleep(0)
    await queue.put(None)


async def consume(queue):
    total = 0
    while (item := await queue.get()) is not None:
        total += item
    return total


async def nested(depth):
    return depth if depth == 0 else await nested(depth - 1)


async def ticker(n):
    for i in range(n):
        yield i


async def concurrent():
    for _ in range(20):
        queue = asyncio.Queue(maxsize=4)
        await asyncio.gather(fetch(queue, 60), consume(queue))
        await asyncio.gather(*(nested(15) for _ in range(20)))
        async with asyncio.timeout(10), asyncio.Lock():
            total = [i async for i in ticker(50)]
        future = asyncio.get_running_loop().create_future()
        asyncio.get_running_loop().call_soon(future.set_result, total)
        await future


def main():
    sum(numbers(40000))
    sum(flatten([[1, [2, 3, [4]], 5] * 20, [6, [7]]] * 30))
    average = averager()
    next(average)
    for i in range(8000):
        average.send(float(i))
    caught = 0
    for i in range(8000):
        try:
            if i % 3 == 0:
                raise ValueError(i)
            if i % 3 == 1:
                [][i]
            {}["missing"]
        except ValueError as error:
            caught += error.args[0]
        except (IndexError, KeyError):
            caught += 1
        finally:
            caught -= 1
        with suppressing(ZeroDivisionError):
            1 / (i % 2)
        getattr(i, "nothing", None)
    for value in [0, -5, [1, 2, 3], {"kind": "a", "b": 1}, "text", 3.5, None] * 400:
        classify(value)
    collatz(1500)
    mandelbrot(45)
    with contextlib.ExitStack() as stack:
        for _ in range(100):
            stack.enter_context(contextlib.nullcontext())
    asyncio.run(concurrent())


for _ in range(25):
    main()
