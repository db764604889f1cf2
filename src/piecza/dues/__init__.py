"""When a sum is due, in delay, and time-barred: days of payment, interest for delay, limitation; the notice to a gmina.

Days that are moved by holidays need the extra ``notes``.
"""

from piecza.dues.delay_interest import Interest, InterestPeriod, interest, parse_rates
from piecza.dues.due_days import due_day, moved_day, notice_until
from piecza.dues.limitation_days import Limitation, Term, limitation

__all__ = [
    "Interest",
    "InterestPeriod",
    "Limitation",
    "Term",
    "due_day",
    "interest",
    "limitation",
    "moved_day",
    "notice_until",
    "parse_rates",
]
