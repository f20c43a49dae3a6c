"""门户 The pages of the window, a folder for every audience. Chinese first."""
