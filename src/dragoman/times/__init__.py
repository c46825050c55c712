"""English time words: vocabulary, grammar, trees, and the days that they mean.

``vocab`` and ``tree`` hold what the rest speaks of; ``written`` and ``steps`` read calendar
dates and times seen from the article's day, ``grammar`` puts them together; ``calendar``,
``choice`` and ``days`` turn trees into first and last days; ``tense`` tells whether a time
lies ahead, ``notdates`` what only looks like one. ``dragoman.dates`` is the door.
"""
