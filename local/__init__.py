"""The local cloud: the real template on this machine, without Docker or an account.

`up` starts it, `down` stops it. Everything it knows lies in one folder (`.local`),
so several can run side by side, each with a folder and ports of its own.
"""
