#!/usr/bin/env python3
"""Attacks the built program for a while and says what it did wrong: kills, races, mutated files, crafted catalogs, random keys in a pseudo
terminal, locks, full disks, a second process that indexes. Needs nothing but Python; all of it happens in temporary folders.

    assets/hostile/campaign.py --minutes 30
    assets/hostile/campaign.py --only kill_index --seed 7       # repeats one
"""

import argparse
import json
import os
import pathlib
import random
import signal
import sys
import time
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).parent))
sys.dont_write_bytecode = True

from attacks import ATTACKS  # noqa: E402
import world  # noqa: E402
from world import Failure, Skip, World  # noqa: E402


def attempt(attack, seed, program, short):
    """One attack in a world of its own. Returns what went wrong, or None; raises Skip where it cannot be made."""
    place = World(program, short)
    try:
        attack.run(random.Random(f"{attack.name} {seed}"), place)
    except Failure as failure:
        return str(failure)
    except Skip:
        raise
    except Exception:
        return "the campaign itself stumbled:\n" + traceback.format_exc()
    finally:
        place.close()
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default=str(pathlib.Path(__file__).resolve().parents[2] / ".build/release/vitrine"))
    parser.add_argument("--minutes", type=float, default=0, help="go on for so long; otherwise each attack is made once")
    parser.add_argument("--seed", type=int, default=1, help="the first try's seed; each further try of an attack has the next one")
    parser.add_argument(
        "--only", action="append", help="this attack alone; may be given several times, with commas, or the beginning of names"
    )
    parser.add_argument("--short", action="store_true", help="the quick attacks alone and less of each, about a minute")
    parser.add_argument("--patience", type=float, default=1, help="how much longer than usual everything may take, on a busy machine")
    parser.add_argument("--list", action="store_true", help="say what there is")
    parser.add_argument("--json", help="write the figures to this file")
    options = parser.parse_args()

    wanted = [name for names in options.only or [] for name in names.split(",")]
    names = {attack.name for attack in ATTACKS}
    # A name that is none stands for all that begin with it.
    attacks = [
        attack
        for attack in ATTACKS
        if not wanted or any(attack.name == name or name not in names and attack.name.startswith(name) for name in wanted)
    ]
    if options.short:
        attacks = [attack for attack in attacks if attack.short]
    if options.list:
        for attack in attacks:
            print(f"{attack.name:24}{'short  ' if attack.short else '       '}{attack.what}")
        return 0
    if not attacks:
        parser.error(f"there is no attack {', '.join(wanted)}; --list names them")
    program = os.path.abspath(options.program)
    if not os.access(program, os.X_OK):
        parser.error(f"there is no program at {program}; build it, or name one with --program")

    # Told to end, it ends what it has started first.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    world.PATIENCE = options.patience
    start = time.monotonic()
    figures = {attack.name: {"tries": 0, "failures": 0, "seconds": 0.0, "seeds": []} for attack in attacks}
    skipped = {}
    print(f"seed {options.seed}, {len(attacks)} attacks on {program}", flush=True)
    seed, again = options.seed, True
    while again:
        for attack in attacks:
            if attack.name in skipped:
                continue
            figure, begun = figures[attack.name], time.monotonic()
            try:
                failure = attempt(attack, seed, program, options.short)
            except Skip as skip:
                skipped[attack.name] = str(skip)
                print(f"skipped {attack.name}: {skip}", flush=True)
                continue
            figure["tries"] += 1
            figure["seconds"] += time.monotonic() - begun
            if failure:
                figure["failures"] += 1
                figure["seeds"].append(seed)
                command = f"{sys.argv[0]} --program {options.program} --only {attack.name} --seed {seed}{' --short' * options.short}"
                print(f"FAILED {attack.name}: {failure}\n  repeat: {command}", flush=True)
            again = time.monotonic() - start < options.minutes * 60
            if not again and options.minutes:
                break
        seed += 1

    print(f"\n{'attack':24}{'tries':>7}{'failed':>8}{'seconds':>9}  what")
    for attack in attacks:
        figure = figures[attack.name]
        print(
            f"{attack.name:24}{figure['tries']:7}{figure['failures']:8}{figure['seconds']:9.1f}  " + skipped.get(attack.name, attack.what)
        )
    failures = sum(figure["failures"] for figure in figures.values())
    tries = sum(figure["tries"] for figure in figures.values())
    print(f"{tries} tries in {time.monotonic() - start:.0f} s from seed {options.seed}: {failures} failed")
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump(
                {"seed": options.seed, "seconds": round(time.monotonic() - start), "attacks": figures, "skipped": skipped}, file, indent=1
            )
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
