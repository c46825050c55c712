"""The commands: each parses, calls one function of the library, and prints.

Data goes to standard output, the rest to standard error. Exit 0 fine, 1 failed, 2 usage,
3 done with some failures.
"""

from . import hand_on, look, people, take
from .base import main

__all__ = ["hand_on", "look", "main", "people", "take"]
