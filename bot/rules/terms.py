"""The words of the field, one each (see the glossary in docs/glossary.md)."""

from enum import StrEnum


class Severity(StrEnum):
    """How grave the facts of a tip would be if they were true."""

    SERIOUS = "serious"  # 严重: second form or above, or a duty crime
    MINOR = "minor"  # 轻微: first of the four forms
    INSUFFICIENT = "insufficient"  # 线索不足
    OUT_OF_SCOPE = "out_of_scope"  # 不属受理范围


class Discipline(StrEnum):
    """Which of the six disciplines is touched, or a duty crime."""

    POLITICAL = "political"  # 政治纪律
    ORGANIZATIONAL = "organizational"  # 组织纪律
    INTEGRITY = "integrity"  # 廉洁纪律
    MASSES = "masses"  # 群众纪律
    WORK = "work"  # 工作纪律
    LIFE = "life"  # 生活纪律
    DUTY_CRIME = "duty_crime"  # 职务违法犯罪
    NONE = "none"  # 无


class Role(StrEnum):
    """What an enrolled officer is trusted with."""

    INTAKE = "intake"  # 信访受理
    HANDLER = "handler"  # 承办人
    SUPERVISOR = "supervisor"  # 分管领导
    HEAD = "head"  # 主要负责人
    SUPERIOR = "superior"  # 上级联系人: only for items about the own head
    ADMIN = "admin"  # 系统管理员: runs the software, reads no tips


class Level(StrEnum):
    """The level of the official a tip is about, as the citizen or the text tells it."""

    LOWER = "lower"  # 村(社区)、乡镇
    COUNTY = "county"  # 县直单位
    HIGHER = "higher"  # 县领导及以上
    UNKNOWN = "unknown"  # 不清楚
