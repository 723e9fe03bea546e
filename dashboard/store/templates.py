"""Words that a person writes again and again: kept by name, for that person alone."""

from dashboard.models import MessageTemplate, Person


def of(person: Person) -> list[MessageTemplate]:
    """A person's own, by name."""
    return list(MessageTemplate.objects.filter(person=person).order_by("name"))


def save(person: Person, name: str, content: str) -> MessageTemplate:
    """Keeps words under a name; what stood under it is replaced."""
    kept, _ = MessageTemplate.objects.update_or_create(person=person, name=name, defaults={"content": content})
    return kept


def delete(person: Person, number: int) -> bool:
    """Forgets a template; False where the person has none such."""
    return bool(MessageTemplate.objects.filter(person=person, pk=number).delete()[0])
