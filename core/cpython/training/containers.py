"""Lists, tuples, dictionaries, sets and comprehensions; sorting, slicing, itertools, collections, heapq, bisect."""

import bisect
import collections
import copy
import heapq
import itertools
import operator
import random


def sieve(limit):
    flags = bytearray([1]) * (limit + 1)
    flags[:2] = b"\0\0"
    for i in range(2, int(limit**0.5) + 1):
        if flags[i]:
            flags[i * i :: i] = bytes(len(flags[i * i :: i]))
    return [i for i, flag in enumerate(flags) if flag]


def matrix_product(a, b):
    columns = list(zip(*b))
    return [[sum(x * y for x, y in zip(row, column)) for column in columns] for row in a]


def life(cells):
    neighbours = collections.Counter(
        (x + dx, y + dy) for x, y in cells for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy
    )
    return {cell for cell, count in neighbours.items() if count == 3 or (count == 2 and cell in cells)}


def shortest_paths(graph, start):
    distances = {start: 0}
    queue = [(0, start)]
    while queue:
        distance, node = heapq.heappop(queue)
        if distance > distances[node]:
            continue
        for neighbour, weight in graph[node]:
            candidate = distance + weight
            if candidate < distances.get(neighbour, 1 << 60):
                distances[neighbour] = candidate
                heapq.heappush(queue, (candidate, neighbour))
    return distances


def edit_distance(a, b):
    previous = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        current = [i]
        for j, y in enumerate(b, 1):
            current.append(min(previous[j] + 1, current[-1] + 1, previous[j - 1] + (x != y)))
        previous = current
    return previous[-1]


def main():
    dice = random.Random(7)
    numbers = [dice.randrange(10000) for _ in range(3000)]
    for _ in range(12):
        [x * 2 for x in numbers if x % 3]
        {x: str(x) for x in numbers}
        {x % 100 for x in numbers}
        sum(x for x in numbers if x & 1)
        [[i * j for j in range(10)] for i in range(60)]
        sorted(numbers)
        sorted(numbers, key=lambda x: -x)
        sorted(map(str, numbers))
        sorted(((x % 7, x) for x in numbers), key=operator.itemgetter(0), reverse=True)
        numbers[10:500:3], numbers[::-1], numbers + numbers[:5], numbers * 2
        list(itertools.chain.from_iterable([numbers[:50]] * 20))
        [list(group) for _, group in itertools.groupby(sorted(x % 50 for x in numbers))]
        list(itertools.combinations(range(12), 3)), list(itertools.permutations(range(6)))
        list(itertools.accumulate(numbers)), list(zip(numbers, numbers[1:], strict=False))
        any(x > 9999 for x in numbers), all(x >= 0 for x in numbers), max(numbers), min(numbers)
    words = [f"word{x % 400}" for x in numbers]
    counts = {}
    index = collections.defaultdict(list)
    for position, word in enumerate(words):
        counts[word] = counts.get(word, 0) + 1
        index[word].append(position)
    collections.Counter(words).most_common(10)
    {**counts, "x": 1} | {"y": 2}
    for key, value in list(counts.items()):
        if value > 8:
            del counts[key]
        else:
            counts.pop(key, None)
    queue = collections.deque(numbers, maxlen=2000)
    while len(queue) > 10:
        queue.append(queue.popleft() + queue.pop())
        queue.popleft()
    ordered = []
    for x in numbers:
        bisect.insort(ordered, x)
    Point = collections.namedtuple("Point", "x y")
    points = [Point(i, i + 1) for i in range(2000)]
    sum(p.x * p.y for p in points)
    first, *middle, last = points
    sieve(30000)
    matrix_product([[i + j for j in range(25)] for i in range(25)], [[i - j for j in range(25)] for i in range(25)])
    cells = {(x, y) for x in range(12) for y in range(12) if (x * y) % 3}
    for _ in range(12):
        cells = life(cells)
    graph = {n: [((n * 7 + k) % 400, k + 1) for k in range(6)] for n in range(400)}
    for start in range(4):
        shortest_paths(graph, start)
    edit_distance("the quick brown fox jumps " * 3, "over the lazy dog again " * 3)
    copy.deepcopy({"a": [1, 2, {"b": (3, 4)}] * 20})
    a, b = set(numbers[:1500]), set(numbers[1000:])
    a & b, a | b, a - b, a ^ b, a <= b, frozenset(a)


for _ in range(25):
    main()
