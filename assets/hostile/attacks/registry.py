"""Where attacks are listed."""

import collections

Attack = collections.namedtuple("Attack", "name what short run")
ATTACKS = []


def attack(what, short=False):
    """Lists a function `attack(random, world)` that raises `Failure` where the program does what it must not.

    `short` ones take a second or two and are made in every test run.
    """

    def enlist(function):
        ATTACKS.append(Attack(function.__name__, what, short, function))
        return function

    return enlist
