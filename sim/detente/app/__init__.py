"""The screens: one small page, played from a replay bundle; as a file that opens by itself, or served on this machine."""
