"""All attacks, each a class of failures."""

from attacks import fetches, files, kills, races, servers, shop, locks, letters, mutations, crafted, keys, disks, limits
from attacks.registry import ATTACKS
