"""The rule of art. 191: the clock of a stay, the gmina's share, the charges of a case, and their explanation."""
