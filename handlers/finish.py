"""Files are written after the transaction: drawing a paper takes a tenth of a second, a PDF some seconds.

What a paper says was read inside the transaction; here it only becomes bytes, in a thread of its own.
"""

import asyncio
from dataclasses import replace

from handlers.pdf import Converter
from handlers.sheet import File, Part


async def finish(part: Part, converter: Converter) -> Part:
    """The part with its file written; where no PDF comes about, it says so instead."""
    draft = part.draft
    if draft is None:
        return part
    content = await asyncio.to_thread(draft.write)
    if draft.form == "pdf":
        made = await converter.pdf(content)
        if made is None:
            return replace(part, html=draft.otherwise, draft=None)
        content = made
    return replace(part, file=File(f"{draft.name}.{draft.form}", content), draft=None)
