"""The commands of the command line, one a file; results on stdout, the rest on stderr."""
