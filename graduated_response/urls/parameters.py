"""What addresses may have as a code or as a day."""

from datetime import date

from graduated_response.codes import CODE


class CodeConverter:
    """AS1; small letters lead to the same expectation."""

    regex = CODE.replace("A-Z", "A-Za-z")

    def to_python(self, value: str) -> str:
        return value.upper()

    def to_url(self, value: str) -> str:
        return value


class DayConverter:
    """2026-11-22. A day that no calendar has is no address."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()
