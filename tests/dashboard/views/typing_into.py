"""A page's form as a browser would send it: each field with what stands in it."""

from html.parser import HTMLParser

UNSENT = ("submit", "button", "file", "reset")


def form_of(page: str, address: str) -> dict[str, list[str]]:
    """What the form that posts to an address would send, if nothing were typed."""
    form = _Form(address)
    form.feed(page)
    assert form.found, f"no form posts to {address}"
    return form.sent


class _Form(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.sent: dict[str, list[str]] = {}
        self.found = False
        self._address = address
        self._within = False
        self._field = ""  # of the select or the textarea that is open
        self._text = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A form begins, or something in it."""
        given = dict(attrs)
        if tag == "form":
            self._within = given.get("action") == self._address
            self.found = self.found or self._within
        elif self._within and tag == "input" and given.get("name"):
            self._input(given)
        elif self._within and tag in ("select", "textarea"):
            self._field, self._text = str(given["name"]), tag == "textarea"
            if self._text:
                self.sent[self._field] = [""]
        elif self._within and tag == "option" and "selected" in given:
            self.sent[self._field] = [str(given["value"])]

    def handle_data(self, data: str) -> None:
        """What stands in a textarea; its first line break is the markup's."""
        if self._within and self._text:
            self.sent[self._field] = [self.sent[self._field][0] + data.removeprefix("\n")]

    def handle_endtag(self, tag: str) -> None:
        """A form ends, or a textarea."""
        self._within = self._within and tag != "form"
        self._text = self._text and tag != "textarea"

    def _input(self, given: dict[str, str | None]) -> None:
        kind, name = given.get("type", "text"), str(given["name"])
        if kind in UNSENT or (kind in ("checkbox", "radio") and "checked" not in given):
            return
        self.sent.setdefault(name, []).append(given.get("value") or ("on" if kind == "checkbox" else ""))
