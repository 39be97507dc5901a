"""Channels: Telegram and VK, how one connects them and what goes out over them."""
