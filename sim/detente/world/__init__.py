"""Who, where, bound to whom: the arrays of a prison, how they are made, and keyed chance."""
