"""A form of something that stands: it does not undo unseen what somebody else changed since it was opened."""

import hashlib
import json
from typing import Any

from django.utils.translation import gettext as _

from dashboard.forms.plain import PlainForm


class ChangingForm(PlainForm):
    """Its page sends `stood` along (templates/settings/_form.html): what stood when it was opened, as a digest.

    Where something else stands by now it is refused once, with what was typed; sent again, it holds.
    """

    @property
    def stood(self) -> str:
        """What stands now."""
        standing = {name: self.get_initial_for_field(field, name) for name, field in self.fields.items()}
        text = json.dumps(standing, sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def clean(self) -> dict[str, Any]:
        """What was sent."""
        sent = super().clean() or self.cleaned_data
        if self.data.get("stood", self.stood) != self.stood:
            theirs = ", ".join(str(self.fields[name].label) for name in self.changed_data)
            self.add_error(
                None,
                _(
                    "Somebody changed this since you opened it. What you typed is still here, and differs from what"
                    " stands now in: {fields}. Save again to put yours in its place, or cancel to keep theirs."
                ).format(fields=theirs or "–"),
            )
        return dict(sent)
