"""The list of similar cases by tier, its item model, filters and search box."""
