"""What CI runs is what there is in a checkout."""

import re
import shlex
from pathlib import Path

import pytest
import yaml

from release_tool.release import FINISHED

CHECKOUT = Path(__file__).resolve().parents[2]
WORKFLOWS = sorted((CHECKOUT / ".github/workflows").glob("*.yml"))


def steps(workflow: Path) -> list[dict[str, str]]:
    jobs = yaml.safe_load(workflow.read_text())["jobs"].values()
    return [step for job in jobs for step in job["steps"]]


def commands(workflow: Path) -> list[str]:
    lines = [line for step in steps(workflow) for line in step.get("run", "").splitlines()]
    return [part.strip() for line in lines for part in line.split("&&")]


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_commands(workflow: Path) -> None:
    targets = re.findall(r"(?m)^([a-z.-]+):", (CHECKOUT / "Makefile").read_text())
    words = [shlex.split(each) for each in commands(workflow)]
    wanted = {word for first, *rest in words if first == "make" for word in rest if "=" not in word}
    programs = {first for first, *_ in words if "/" in first}

    assert wanted <= {*targets}
    assert programs
    assert all((CHECKOUT / program).is_file() for program in programs)


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_actions(workflow: Path) -> None:
    """GitHub's own, each in one major version; those of the checkout are there."""
    used = {step["uses"] for step in steps(workflow) if "uses" in step}
    own = {action for action in used if action.startswith("./")}

    assert all((CHECKOUT / action / "action.yml").is_file() for action in own)
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", action) for action in used - own)
    assert len(used - own) == len({action.partition("@")[0] for action in used - own})


def test_pages_of_releases_have_the_finished_files() -> None:
    uploads = [step["with"] for step in steps(CHECKOUT / ".github/workflows/release.yml") if "upload" in str(step)]
    assert [FINISHED.as_posix()] == [each["path"] for each in uploads]
