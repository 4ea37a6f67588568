"""Papers that officers file with a case as they are: photographs and files of signed originals."""

from collections.abc import Mapping

KINDS = (".jpg", ".jpeg", ".png", ".pdf", ".docx", ".doc", ".heic")
"""What a filed paper may be; recordings and archives are kept elsewhere."""

LABELS: Mapping[str, tuple[str, ...]] = {
    "talk_record": ("笔录", "record"),
    "reply": ("回复", "复函", "说明材料", "reply"),
    "receipt": ("回执", "送达", "receipt"),
    "minutes": ("会议", "纪要", "研究", "minutes"),
    "opinion": ("意见", "opinion"),
    "self_examination": ("检查", "检讨"),
}
"""Which paper a caption means: the first label one of whose words stands in it."""

OTHER = "other"


def label_of(caption: str) -> str:
    """The kind of paper that a caption names; ``other`` where it names none."""
    lowered = caption.lower()
    for label, words in LABELS.items():
        if any(word in lowered for word in words):
            return label
    return OTHER
