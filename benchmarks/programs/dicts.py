"""Dictionaries: counting and look-ups."""

WORDS = [f"word{i * 7919 % 997}" for i in range(30000)]


def run():
    counts = {}
    for word in WORDS:
        counts[word] = counts.get(word, 0) + 1
    return max(counts.items(), key=lambda item: (item[1], item[0]))
