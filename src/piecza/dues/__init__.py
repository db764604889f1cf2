"""When a sum is due, in delay, and time-barred: days of payment, interest for delay, limitation."""
