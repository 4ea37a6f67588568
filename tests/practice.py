"""The practice of a very small office, where a leader's one tap decides: as settings of the environment.

Most journeys are about something else than who signs what; those about the chain use the defaults.
"""

_ANY_LEADER = '["supervisor|head"]'
SMALL = {
    "QINGFENG_POLICY__HANDLING__ASSIGN_FIRST": "false",
    "QINGFENG_POLICY__HANDLING__DISCUSS": "[]",
    "QINGFENG_POLICY__HANDLING__PLAN_APPROVAL": "false",
    "QINGFENG_POLICY__HANDLING__RECORD_NEEDED": "false",
    "QINGFENG_POLICY__HANDLING__SPOT_CHECK": "0",
    "QINGFENG_POLICY__CHAINS__LOWER": _ANY_LEADER,
    "QINGFENG_POLICY__CHAINS__COUNTY": _ANY_LEADER,
    "QINGFENG_POLICY__CHAINS__VERIFICATION": _ANY_LEADER,
}

ORDINARY = {"QINGFENG_POLICY__HANDLING__SPOT_CHECK": "0"}
"""The defaults, but no lot is drawn."""
