"""What people see in Discord: commands, replies, and their words."""
