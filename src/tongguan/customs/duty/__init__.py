"""税款计征 What a retail import owes, and why.

The purchase is valued and weighed against the limits (`limits`), each line's rates are
looked up (`rates`), the tax is reckoned (`levy`), and a parcel of personal post is
reckoned beside it for comparison (`mail`). `rules` puts these together; `workings` and
`formulas` say the same in steps, with rates and sources. `deadlines`, `returns` and
`security` tell when tax is due, when it lapses, and whether a guarantee covers it.

Every number comes from `rulebook/customs/duty/`, as it stood on the day of the
declaration (`law`). A rate that is needed and not known is never guessed: the line then
has no amounts, and the assessment names what is missing.

Law: 财关税〔2016〕18号, 财关税〔2018〕49号, 关税法, 消费税暂行条例. Rounding:
docs/algorithms/rounding.md.
"""
