"""外部门查询 Questions to agencies elsewhere, and what they answered.

A question is kept in the transaction that needs the answer, and put later: in order,
under an id that stays the same, so that an agency that hears it twice answers once. An
agency that is away is left alone for longer and longer, and what waits stays pending;
nothing is taken for granted meanwhile. Answers are kept as they came, sealed, with
their time and digest.
"""
