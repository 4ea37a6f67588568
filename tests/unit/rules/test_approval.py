"""Who has to sign: seats in order, N of M, vacancies, and never on the proposer's word alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.approval import Seat, Voter, decides_alone, open_seats, titles
from bot.rules.practice import Practice
from bot.rules.terms import Level, Role, Route

SUPERVISOR, HEAD = Seat.parse("supervisor"), Seat.parse("head")
TWO = Seat.parse("2 supervisor")
EITHER = Seat.parse("supervisor|head")
LAN, YUAN, QING, HEAD_LU = (
    Voter(1, Role.SUPERVISOR),
    Voter(2, Role.SUPERVISOR),
    Voter(3, Role.INTAKE),
    Voter(4, Role.HEAD),
)


@pytest.mark.parametrize(
    ("chain", "voters", "agreed", "left"),
    [
        ((SUPERVISOR, HEAD), (LAN, HEAD_LU), (), "supervisor head"),
        ((SUPERVISOR, HEAD), (LAN, HEAD_LU), (1,), "head"),
        ((SUPERVISOR, HEAD), (LAN, HEAD_LU), (1, 4), ""),
        ((TWO, HEAD), (LAN, YUAN, HEAD_LU), (), "2 supervisor head"),
        ((TWO, HEAD), (LAN, YUAN, HEAD_LU), (1,), "supervisor head"),
        ((TWO, HEAD), (LAN, YUAN, HEAD_LU), (1, 2), "head"),
        ((TWO, HEAD), (LAN, HEAD_LU), (), "supervisor head"),  # the other one is recused
        ((SUPERVISOR, HEAD), (HEAD_LU,), (), "head"),  # the supervisor proposed it himself
        ((SUPERVISOR, HEAD), (QING,), (), "intake"),  # both are away: somebody else has to agree
        ((EITHER,), (LAN, HEAD_LU), (), "supervisor|head"),
        ((EITHER,), (LAN, HEAD_LU), (4,), ""),
        ((EITHER,), (), (), ""),
        ((SUPERVISOR, HEAD), (LAN, HEAD_LU), (99,), "supervisor head"),  # he was recused since
    ],
)
def test_the_seats_that_are_left(
    chain: tuple[Seat, ...], voters: tuple[Voter, ...], agreed: tuple[int, ...], left: str
) -> None:
    assert " ".join(map(str, open_seats(chain, voters, agreed))) == left


roles = st.sampled_from([Role.INTAKE, Role.HANDLER, Role.SUPERVISOR, Role.HEAD])
seats = st.builds(Seat, st.frozensets(roles, min_size=1, max_size=2), st.integers(1, 3))
people = st.lists(roles, min_size=1, max_size=6).map(
    lambda found: [Voter(at, role) for at, role in enumerate(found, 1)]
)


@given(st.lists(seats, min_size=1, max_size=3).map(tuple), people)
def test_any_chain_can_be_completed_and_needs_at_least_one_signature(
    chain: tuple[Seat, ...], voters: list[Voter]
) -> None:
    agreed: list[int] = []
    assert open_seats(chain, voters, agreed)
    while left := open_seats(chain, voters, agreed):
        able = [one.id for one in voters if one.role in left[0].roles and one.id not in agreed]
        assert able, "a seat that nobody can fill would hold up the case for ever"
        agreed.append(able[0])
    assert agreed


@given(st.lists(seats, min_size=1, max_size=3).map(tuple), people, st.data())
def test_a_signature_never_opens_a_seat(
    chain: tuple[Seat, ...], voters: list[Voter], data: st.DataObject
) -> None:
    agreed = data.draw(st.lists(st.sampled_from([one.id for one in voters]), unique=True))
    agreed = agreed or [voters[0].id]
    counts = [
        sum(seat.count for seat in open_seats(chain, voters, agreed[:at]))
        for at in range(1, len(agreed) + 1)
    ]
    assert counts == sorted(counts, reverse=True)


@pytest.mark.parametrize("text", ["supervisor", "2 head", "supervisor|head", "3 intake|handler"])
def test_a_seat_is_written_as_it_was_read(text: str) -> None:
    assert str(Seat.parse(text)) == text


@pytest.mark.parametrize("text", ["", "boss", "0 head", "admin", "supervisor|superior", "head,"])
def test_what_is_no_seat_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Seat.parse(text)


def test_one_tap_is_enough_only_where_the_chain_is_one_seat_for_one() -> None:
    assert decides_alone((EITHER,), Role.HEAD)
    assert not decides_alone((EITHER,), Role.INTAKE)
    assert not decides_alone((TWO,), Role.SUPERVISOR)
    assert not decides_alone((SUPERVISOR, HEAD), Role.HEAD)


def test_the_chain_depends_on_the_targets_rank_and_an_unknown_rank_counts_as_the_higher() -> None:
    practice = Practice()
    assert practice.chain(Route.TALK, Level.LOWER) == (EITHER,)
    for level in (Level.COUNTY, Level.UNKNOWN, Level.HIGHER):
        assert practice.chain(Route.LETTER, level) == (SUPERVISOR, HEAD)
    assert practice.chain(Route.VERIFICATION, Level.LOWER) == (SUPERVISOR, HEAD)
    assert practice.chain(Route.TRANSFER, Level.COUNTY)[0].roles >= {Role.INTAKE}


def test_seats_in_words() -> None:
    names = {role: role.upper() for role in Role}
    assert titles((TWO, EITHER), names) == "SUPERVISOR×2 → SUPERVISOR/HEAD"
