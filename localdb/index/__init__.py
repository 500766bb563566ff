"""The Whoosh index: schema, writer, backlog, queries. Disposable: rebuilt from the store, never migrated."""
