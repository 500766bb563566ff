"""Courts, causes, charges, laws, lexicon: tables read from a folder. The only room that reads resources/."""
