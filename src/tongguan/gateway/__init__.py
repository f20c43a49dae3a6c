"""对外接口 The gateway: one folder per outside agency, its messages and its manners."""
