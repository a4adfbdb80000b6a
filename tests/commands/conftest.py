"""What the tests of commands share."""

import pytest

from inspector.__main__ import main
from inspector.services import workspace


@pytest.fixture
def run(tmp_path, capfdbinary):
    """A command over a new workspace: what it said, its exit code checked."""
    workspace.create(tmp_path / "ws", district="示例区").close()

    def command(*words, code=0):
        capfdbinary.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(["-w", str(tmp_path / "ws"), *map(str, words)])
        told = capfdbinary.readouterr()
        assert ended.value.code == code, told.err.decode()
        return told.out.decode() if code == 0 else told.err.decode()

    return command
