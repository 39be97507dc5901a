"""Films' posters as the page draws them (`web/src/ui/poster.ts`), for what is drawn before any script runs."""
