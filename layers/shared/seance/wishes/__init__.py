"""What people wait for: films they wish to see in company, and searches that tell."""
