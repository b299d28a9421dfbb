"""Citelight: see what a cited text rests on."""
