"""The papers of a case (文书) as Word files: what stands on each is a table, one small renderer draws it."""
