"""SQLite: connections, migrations, one repository a table. No rules of law."""
