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
    OVERSIGHT = (
        "oversight"  # 案件监督管理 (案管): keeps the ledger of leads, assigns, watches clocks
    )
    ADMIN = "admin"  # 系统管理员: runs the software, reads no tips


class Level(StrEnum):
    """The level of the official a tip is about, as the citizen or the text tells it."""

    LOWER = "lower"  # 村(社区)、乡镇
    COUNTY = "county"  # 县直单位
    HIGHER = "higher"  # 县领导及以上
    UNKNOWN = "unknown"  # 不清楚


class Mode(StrEnum):
    """Whether the reporter gave a name."""

    UNDECIDED = ""
    ANONYMOUS = "anonymous"  # 匿名
    REAL_NAME = "real_name"  # 实名


class TipState(StrEnum):
    """Where a citizen's own text stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    DISCARDED = "discarded"


class MaterialKind(StrEnum):
    """What kind of message a piece of material is."""

    TEXT = "text"
    ANSWER = "answer"  # to a question of the bot or of an officer
    PHOTO = "photo"
    DOCUMENT = "document"
    VOICE = "voice"
    AUDIO = "audio"
    VIDEO = "video"
    LOCATION = "location"
    NOTE = "note"  # e.g. a withdrawal
    SCAN = "scan"  # a paper that an officer filed: never part of what the reporter said


class Route(StrEnum):
    """Which way a case goes."""

    TALK = "talk"  # 谈话
    LETTER = "letter"  # 函询
    VERIFICATION = "verification"  # 初步核实
    HOLD = "hold"  # 暂存待查
    TRANSFER = "transfer"  # 转出
    CLOSE = "close"  # 予以了结
    ASK = "ask"  # 请举报人补充
    SEALED = "sealed"  # 上送封存


class State(StrEnum):
    """Where a case stands."""

    REGISTERED = "registered"  # 收件登记
    AWAITING_REPORTER = "awaiting_reporter"  # 待举报人补充
    KEPT = "kept"  # 重复件，留存备查
    SENT_DOWN = "sent_down"  # 已转下级，待受理
    MERGED = "merged"  # 已并案
    ASSIGNED = "assigned"  # 承办分析: in a handler's hands
    AWAITING_APPROVAL = "awaiting_approval"  # 待批准
    ESCALATED = "escalated"  # 已呈分管领导
    VERIFICATION = "verification"  # 初步核实: leaves this software
    TALK = "talk"  # 谈话待安排
    TALK_PLANNED = "talk_planned"  # 谈话方案待批准
    TALK_ARRANGED = "talk_arranged"  # 谈话已安排
    LETTER = "letter"  # 函询待发函
    LETTER_ISSUED = "letter_issued"  # 函已出,待送达
    LETTER_DELIVERED = "letter_delivered"  # 已送达,待回复
    REPORTING = "reporting"  # 情况报告
    REPORTED = "reported"  # 处置意见待批准
    SPOT_CHECK = "spot_check"  # 抽查核实
    HELD = "held"  # 暂存待查
    TRANSFERRED = "transferred"  # 已转出
    SEALED = "sealed"  # 上送封存
    SENT_UP = "sent_up"  # 已上送
    CLOSED = "closed"  # 已办结


class Act(StrEnum):
    """What an officer (or the reporter's answer) does to a case."""

    APPROVE_TALK = "approve_talk"
    APPROVE_LETTER = "approve_letter"
    ESCALATE = "escalate"
    HOLD = "hold"
    TRANSFER = "transfer"
    CLOSE = "close"
    ASK = "ask"
    ANSWERED = "answered"
    QUERY = "query"  # ask the reporter while the handling goes on
    ASSIGN = "assign"
    REASSIGN = "reassign"
    KEEP = "keep"
    SEND_DOWN = "send_down"
    LOWER_ACCEPTED = "lower_accepted"
    LOWER_REFUSED = "lower_refused"
    MERGE = "merge"
    SPLIT = "split"
    PROPOSE = "propose"
    DISCUSS = "discuss"
    AGREE = "agree"
    REFUSE_LOWERING = "refuse_lowering"
    CONFIRM_VERIFICATION = "confirm_verification"
    SEND_BACK = "send_back"
    PLAN_TALK = "plan_talk"
    APPROVE_PLAN = "approve_plan"
    RETURN_PLAN = "return_plan"
    ARRANGE_TALK = "arrange_talk"
    TALK_HELD = "talk_held"
    ISSUE_LETTER = "issue_letter"
    LETTER_DELIVERED = "letter_delivered"
    REPLY_RECEIVED = "reply_received"
    REPORT = "report"
    RETURN_REPORT = "return_report"
    CONCLUDE = "conclude"
    TALK_AGAIN = "talk_again"
    LETTER_AGAIN = "letter_again"
    DRAW_CHECK = "draw_check"
    CHECK_CONFIRMED = "check_confirmed"
    CHECK_REFUTED = "check_refuted"
    AGAIN = "again"
    MEETING = "meeting"  # explained at the democratic life meeting (民主生活会)
    RAISE = "raise"
    SERIOUS_CUE = "serious_cue"  # by the software: it stops the minor path
    REOPEN = "reopen"
    SEND_UP = "send_up"
    SEAL = "seal"


class Outcome(StrEnum):
    """How a talk or letter inquiry ended (监督执纪工作规则 Art. 30)."""

    EXPLAINED = "explained"  # 采信了结
    REMINDER_TALK = "reminder_talk"  # 谈话提醒
    CRITICISM = "criticism"  # 批评教育
    SELF_EXAMINATION = "self_examination"  # 责令检查
    ADMONITION = "admonition"  # 诫勉
    UNCHECKABLE = "uncheckable"  # 无法查证,予以了结
    TALK_AGAIN = "talk_again"  # 再次谈话
    LETTER_AGAIN = "letter_again"  # 再次函询
    VERIFICATION = "verification"  # 转初步核实


class TalkKind(StrEnum):
    """Why somebody is talked to."""

    CASE = "case"  # 谈话: one of the four ways of a case
    APPOINTMENT = "appointment"  # 任前廉政谈话
    ROUTINE = "routine"  # 与一把手的日常谈话


class Opinion(StrEnum):
    """Whether the unit's Party head signed an opinion on a written reply (R19 Art. 29)."""

    SIGNED = "signed"  # 已签署意见
    MISSING = "missing"  # 未签署: the file says so
    NOT_NEEDED = "not_needed"  # the addressee is that head


class RequestKind(StrEnum):
    """What an officer may ask for and another decides."""

    RECUSAL = "recusal"  # 回避
    PAUSE = "pause"  # 期限中止
    EXTEND = "extend"  # 延长期限
    EXPORT = "export"  # 整卷导出: allowed by the head, used by one command
