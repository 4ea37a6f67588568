"""Every paper that is made here, by its kind; the letter of inquiry has a template of its own."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.rules.papers import Paper
from handlers.documents import endings, forms, talk_papers
from handlers.documents.blocks import Form

FORMS: Mapping[Paper, Form] = MappingProxyType(
    {
        form.paper: form
        for form in (
            forms.REGISTRATION,
            forms.DISPOSITION,
            forms.INQUIRY,
            forms.OPINION,
            forms.HANDOVER,
            talk_papers.PLAN,
            talk_papers.SAFETY,
            talk_papers.NOTICE,
            talk_papers.RECORD,
            endings.REPORT,
            endings.ACCEPTANCE,
            endings.MEETING,
            endings.CONTENTS,
        )
    }
)
