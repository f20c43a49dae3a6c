"""布控指令 Control orders: what an agency wants stopped and opened, until it is lifted.

An order names a list, a firm, a means of transport, a transport document or the
beginning of an HS code. While it is in force, whatever it hits goes to examination and
is not released before the order is lifted with a result, or before the agency that
placed it has passed this one list. A list is opened once: the results of both agencies
stand on one record. Detention and return open a case. Orders are for officers' eyes; a
sender reads the same neutral sentence as for any risk rule.
"""
