"""Building, splitting and formatting strings."""


def run():
    lines = [f"{i:05d};{i * 3.25:.2f};{'x' * (i % 10)}" for i in range(8000)]
    text = "\n".join(lines)
    fields = [line.split(";") for line in text.split("\n")]
    return sum(len(b.replace("0", "").strip("1").upper()) for _, b, _ in fields)
