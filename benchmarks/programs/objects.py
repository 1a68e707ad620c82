"""Method calls and attributes."""


class Vector:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def dot(self, other):
        return self.x * other.x + self.y * other.y


def run():
    total = Vector(0, 0)
    step = Vector(1, 2)
    dot = 0
    for _ in range(30000):
        total = total + step
        dot += total.dot(step)
    return dot
