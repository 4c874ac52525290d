"""Inference with what training/ made; nothing here learns."""
