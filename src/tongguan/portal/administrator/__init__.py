"""管理员 Pages of the three administrators, who are kept apart."""
