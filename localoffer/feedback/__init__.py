"""Comments on the local offer, from the form to the published answer (SEND Regulations 2014,
reg 56)."""
