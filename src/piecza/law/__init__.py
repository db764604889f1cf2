"""The law as dated data: the Act, rates, terms. The data stand in the TOML files of this folder."""
