"""The main window: docks, menus, status bar. Joins the feature rooms."""
