"""What Discord refuses, said as Discord says it."""
