"""Settings pages, first start, and the page that shows and erases what is recorded."""
