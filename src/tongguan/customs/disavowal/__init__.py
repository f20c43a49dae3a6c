"""否认购买 A purchase its buyer says was not theirs: reported, looked into, answered.

An officer or the zone's operator asks the platform, then upholds the report or
dismisses it, with a reason. A dismissal may be appealed once; somebody else then looks
again. What is upheld gives back what the list took of that person's yearly allowance.
"""
