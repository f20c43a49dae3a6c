"""申报人员 Pages of those whose lists these are: finding one, and its whole case."""
