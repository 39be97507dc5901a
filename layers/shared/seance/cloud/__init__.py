"""What the cloud gives: tables, queues, schedules, mail, settings, logs. Knows no room."""
