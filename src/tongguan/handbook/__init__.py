"""手册 Pages for people, made from the tables the program itself runs by."""
