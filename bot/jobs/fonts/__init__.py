"""The letters of the labels on compared pictures."""
