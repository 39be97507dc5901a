"""The demo people and their events, made as people make them: by signing up and over HTTP."""

from typing import Any

from local.people import sign_up

PASSWORD = "Seance-demo-2026"
# Name and e-mail address; all have the same password.
PEOPLE = [
    ("Анна Лебедева", "anna@example.com"),
    ("Борис Орлов", "boris@example.com"),
    ("Вера Соколова", "vera@example.com"),
    ("Григорий Белов", "grigory@example.com"),
    ("Дарья Новикова", "darya@example.com"),
    ("Egor Smirnov", "egor@example.com"),
    ("Zhanna Frolova", "zhanna@example.com"),
    ("Ivan Kozlov", "ivan@example.com"),
    ("Kira Volkova", "kira@example.com"),
    ("Lev Morozov", "lev@example.com"),
    ("Maria Egorova", "maria@example.com"),
    ("Nikita Popov", "nikita@example.com"),
]


def load(stack: dict[str, Any]) -> None:
    """Sign the demo people up. Safe to run again: who exists already stays as they are."""
    for name, email in PEOPLE:
        sign_up(stack, email, PASSWORD, name)
