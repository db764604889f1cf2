"""Does our program charge what the law says? `pytest examples/ops`."""

from ops import shares

from piecza.testing import agrees, cases


def test_our_shares():
    agrees(shares, cases=cases(max_stays=1, expenses=False, exemptions=False), lang="en")
