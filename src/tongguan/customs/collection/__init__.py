"""税款征收 Tax collected by the month: one payment notice for every guarantor.

The tax of each list is reckoned and billed when it is released. When a month is over,
a guarantor's bills of the lists released in it are merged into one notice (缴款书),
whose amounts are exactly the sums of its bills. When the notice is paid, the guarantee
is free again by the same amount, and its lists are closed (结关).

The buyer is the taxpayer; who pays is the withholding agent, whose guarantee covers
the tax until then. A bill is in one notice at most, and a notice is paid once: the
tables say so, not only the program. Several days of the law meet in one notice; which
of them counts is told in docs/algorithms/collection.md.

Law: 海关总署公告2018年第194号; days and late fee: rulebook/customs/duty/payment.yaml.
"""
