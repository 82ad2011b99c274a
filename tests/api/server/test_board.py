"""What processes agree on: whatever comes in between, no two of them answer of different states."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from api.processes.board import Board, Point
from api.processes.client_table import ClientTable
from api.processes.membership import Membership

PROCESSES, PATIENCE = 3, 10.0
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["change", "ready", "ready", "fail", "try again", "die", "wait"]),
        st.integers(0, PROCESSES - 1),
    ),
    max_size=60,
)


class Scene:
    """Processes that take up changes of a ledger, one act after the other.

    Attributes:
        board: what they share.
        members: their places.
        at: the state that each can answer of when the epoch says so.
    """

    def __init__(self) -> None:
        self.now, self.head = 1.0, 1
        self.board = Board(PROCESSES, PATIENCE, lambda: self.now)
        self._clients = ClientTable(PROCESSES, 1, 1.0)
        self.members = [Membership(self.board, each, self._clients) for each in range(PROCESSES)]
        for number in range(PROCESSES):
            self.join(number)

    def join(self, number: int) -> None:
        """Begin with the newest state where nobody answers, as a process that starts does."""
        if not self.board.serving():
            self.members[number].begin(Point(self.head, ""))

    def act(self, what: str, number: int) -> None:
        member = self.members[number]
        wanted = member.wanted
        if what == "change":
            self.head += 1
            member.ask(Point(self.head, ""))
        elif what == "ready" and wanted:
            member.ready(wanted)
        elif what == "fail" and wanted:
            member.failed(wanted)
        elif what == "try again":
            member.try_again()
        elif what == "die":
            self.board.leave(number)
            self.members[number] = Membership(self.board, number, self._clients)
            self.join(number)
        elif what == "wait":
            self.now += PATIENCE / 2
            member.settle()


@given(STEPS)
def test_who_answers_is_ready_for_the_state_of_all_which_never_goes_back(
    steps: list[tuple[str, int]],
) -> None:
    scene, epoch = Scene(), 0
    for what, number in steps:
        scene.act(what, number)
        current = scene.board.current
        assert current is not None
        assert current.number >= epoch
        epoch = current.number
        assert scene.board.serving()
        for slot in scene.board.slots:
            assert not slot.serving or slot.ready >= epoch
    for _ in range(2):
        for number in range(PROCESSES):
            scene.act("try again", number)
            scene.act("ready", number)
    current = scene.board.current
    assert current is not None
    assert scene.board.coming is None
    assert scene.board.serving() == PROCESSES
