"""The generator of the sample library: invented courts, plots and layouts that become resources/sample/.

Belongs here: the grammar, the drawing of people, amounts and days, the layouts of documents, the plots (plain text
under plots/) and the plan of what to write. Does not: anything that the program imports at run time.
"""
