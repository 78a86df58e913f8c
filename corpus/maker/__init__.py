"""What corpus/make.py is made of: facts in, Akoma Ntoso, PDF and catalogue out."""
