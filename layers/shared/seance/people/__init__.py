"""People: profiles, settings, who follows and who blocks whom."""
