"""Draw the life of a case from the program's own table: ``python -m docs.tools.draw_states``.

Writes ``docs/states.md``; ``--check`` only says whether it is up to date.
"""

import sys
from collections.abc import Mapping
from pathlib import Path

from bot.rules.clocks import CLOCKS, ClockKind
from bot.rules.terms import Act, Role, State
from bot.rules.workflow import TRANSITIONS, Step
from handlers.texts import word

TARGET = Path(__file__).parent.parent / "states.md"

_HEAD = """\
# The life of a case

Made from `bot/rules/workflow.py` by `python -m docs.tools.draw_states`; do not edit by hand.
由程序自己的状态表生成。

An arrow is an act; the table below says who may do it at most (an office's policy narrows it), on which
article it rests, and which deadlines it starts or stops. R20 is 检举控告工作规则 (2020), R19 is
监督执纪工作规则 (2019).

Not drawn: from `awaiting_reporter` everything is possible that is possible from `registered`; from a talk, a
letter or a hold an officer may `raise` the case to the supervising leader at any time; and new words of the
reporter that name a higher level or the office's own head `seal` it while it is open. "The software" in the
table acts only when a reporter writes.
"""

_LENGTHS = """\
`wd` working days, `d` days, `mo` months, `q` the end of the quarter, `ye` the end of the next year. Evidence: `read` in an independent copy of the text, `quoted`
by a secondary source, `memory` to be checked by the office, `local` the office's own choice."""


def diagram() -> str:
    """The table as a Mermaid diagram, one arrow for each pair of states."""
    lines = ["```mermaid", "stateDiagram-v2", "    direction LR"]
    lines += [f"    {state} : {word('state', state, 'zh')}" for state in State]
    lines += [f"    [*] --> {State.REGISTERED}", f"    [*] --> {State.SEALED}"]
    for state, acts in TRANSITIONS.items():
        for target in dict.fromkeys(step.target for step in acts.values()):
            names = [_act(act) for act, step in _drawn(state, acts) if step.target is target]
            if names:
                lines.append(f"    {state} --> {target} : {'<br/>'.join(names)}")
    lines += [f"    {state} --> [*]" for state, acts in TRANSITIONS.items() if not acts]
    return "\n".join([*lines, "```"])


def table() -> str:
    """The same as rows."""
    head = ["| from | act | to | roles at most | article | clocks |", "|---|---|---|---|---|---|"]
    rows = [
        f"| {_state(state)} | `{act}` {_act(act)} | {_state(step.target)} | {_roles(step)} |"
        f" {step.article} | {_clocks(step)} |"
        for state, acts in TRANSITIONS.items()
        for act, step in acts.items()
    ]
    return "\n".join(head + rows)


def clocks() -> str:
    """Every deadline with its length and the article behind it."""
    head = ["| clock | 期限 | length | from | article | evidence |", "|---|---|---|---|---|---|"]
    rows = [
        f"| `{kind}` | {clock.name} | {clock.length} | {clock.starts} | {clock.article or '—'} |"
        f" {clock.evidence} |"
        for kind, clock in ((kind, CLOCKS[kind]) for kind in ClockKind)
    ]
    return "\n".join(head + rows)


def page() -> str:
    """The whole page."""
    return "\n".join(
        (
            _HEAD,
            diagram(),
            "",
            "## Acts",
            "",
            table(),
            "",
            "## Deadlines",
            "",
            _LENGTHS,
            "",
            clocks(),
            "",
        )
    )


def _drawn(state: State, acts: Mapping[Act, Step]) -> list[tuple[Act, Step]]:
    """What is an arrow; the rest, possible nearly everywhere, would only tangle the picture."""
    first = TRANSITIONS[State.REGISTERED] if state is State.AWAITING_REPORTER else {}
    return [
        (act, step)
        for act, step in acts.items()
        if act not in (Act.SEAL, Act.RAISE) and first.get(act) != step
    ]


def _state(state: State) -> str:
    return f"`{state}` {word('state', state, 'zh')}"


def _act(act: Act) -> str:
    return word("act", act, "zh")


def _roles(step: Step) -> str:
    found = [role for role in Role if role in step.roles]
    return ", ".join(found) or "the software"


def _clocks(step: Step) -> str:
    starts = [f"+`{step.starts}`"] if step.starts else []
    return " ".join([*starts, *(f"−`{kind}`" for kind in step.stops)]) or "—"


def main(argv: list[str]) -> int:
    """The command; 1 where ``--check`` finds the page out of date."""
    if "--check" in argv:
        fresh = TARGET.exists() and TARGET.read_text("utf-8") == page()
        print("up to date" if fresh else "docs/states.md is out of date")
        return 0 if fresh else 1
    TARGET.write_text(page(), "utf-8")
    print(f"wrote {TARGET.name}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
