"""json in both directions."""

import json

DATA = {
    "users": [
        {"id": i, "name": f"user {i}", "tags": ["a", "b", "c"], "score": i / 7, "active": i % 2 == 0, "none": None}
        for i in range(700)
    ]
}


def run():
    return len(json.dumps(json.loads(json.dumps(DATA))))
