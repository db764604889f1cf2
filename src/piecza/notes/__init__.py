"""Noty księgowe: a month's charges of each gmina as documents, and what corrects them later.

Needs the extra ``notes`` for amounts in words, due days and PDF, and ``files`` for xlsx.
"""
