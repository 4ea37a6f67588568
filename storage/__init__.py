"""What is remembered: tables, encryption, queries, migrations."""
