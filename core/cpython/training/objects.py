"""Classes: attributes, methods, properties, inheritance, slots, dataclasses, operators, descriptors."""

import abc
import dataclasses
import enum
import math
import typing


class Vector:
    def __init__(self, x, y, z=0.0):
        self.x = x
        self.y = y
        self.z = z

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y, self.z + other.z)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor, self.z * factor)

    def __eq__(self, other):
        return isinstance(other, Vector) and (self.x, self.y, self.z) == (other.x, other.y, other.z)

    def __hash__(self):
        return hash((self.x, self.y, self.z))

    @property
    def length(self):
        return math.sqrt(self.x * self.x + self.y * self.y + self.z * self.z)

    @classmethod
    def unit(cls):
        return cls(1.0, 0.0)

    @staticmethod
    def dot(a, b):
        return a.x * b.x + a.y * b.y + a.z * b.z


class Body:
    __slots__ = ("mass", "position", "speed")

    def __init__(self, position, speed, mass):
        self.position = position
        self.speed = speed
        self.mass = mass


@dataclasses.dataclass(order=True)
class Item:
    price: float
    name: str = dataclasses.field(compare=False)
    tags: list = dataclasses.field(default_factory=list, compare=False)


class Shape(abc.ABC):
    registry: typing.ClassVar[dict] = {}

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.registry[cls.__name__] = cls

    @abc.abstractmethod
    def area(self): ...

    def describe(self):
        return f"{type(self).__name__} of {self.area():.2f}"


class Rectangle(Shape):
    def __init__(self, width, height):
        self.width, self.height = width, height

    def area(self):
        return self.width * self.height


class Square(Rectangle):
    def __init__(self, side):
        super().__init__(side, side)

    def describe(self):
        return "square " + super().describe()


class Color(enum.Enum):
    RED = 1
    GREEN = 2
    BLUE = 3


class Stack:
    def __init__(self):
        self._items = []

    def __len__(self):
        return len(self._items)

    def __getitem__(self, index):
        return self._items[index]

    def __setitem__(self, index, value):
        self._items[index] = value

    def __contains__(self, value):
        return value in self._items

    def __iter__(self):
        return iter(self._items)

    def __getattr__(self, name):
        return getattr(self._items, name)

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self._items.clear()


def advance(bodies, step, times):
    pairs = [(a, b) for i, a in enumerate(bodies) for b in bodies[i + 1 :]]
    for _ in range(times):
        for a, b in pairs:
            dx, dy, dz = (p - q for p, q in zip(a.position, b.position))
            strength = step / ((dx * dx + dy * dy + dz * dz + 0.01) ** 1.5)
            u, v = a.speed, b.speed
            u[0] -= dx * b.mass * strength
            u[1] -= dy * b.mass * strength
            u[2] -= dz * b.mass * strength
            v[0] += dx * a.mass * strength
            v[1] += dy * a.mass * strength
            v[2] += dz * a.mass * strength
        for body in bodies:
            for k in range(3):
                body.position[k] += step * body.speed[k]


def main():
    total = Vector.unit()
    seen = set()
    for i in range(8000):
        total = total + Vector(i, 1.5, 0.5) * 0.5
        total.length
        Vector.dot(total, total)
        seen.add(Vector(i % 50, 0))
        isinstance(total, Vector) and hasattr(total, "x")
    advance([Body([i, i * 0.5, -i], [0.1, 0.0, i * 0.01], 1.0 + i) for i in range(5)], 0.01, 400)
    sorted(Item(i * 7 % 101, str(i)) for i in range(800))
    for i in range(2000):
        Rectangle(i, 2).describe()
        Square(i).describe()
        Shape.registry["Square"]
        Color.RED is Color(1) and Color["BLUE"].name
        Item(1.0, "a") == Item(2.0, "b")
        dataclasses.replace(Item(1.0, "a"), name="c")
    for i in range(500):
        with Stack() as stack:
            for k in range(20):
                stack.append(k)
                stack[-1] += 1
            sum(stack), 5 in stack, len(stack)


for _ in range(25):
    main()
