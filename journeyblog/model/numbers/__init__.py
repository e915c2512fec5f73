"""The numbers beyond scores and verdicts (those are in :mod:`journeyblog.model.scores`): one formula a module.

Pure functions over what authors said, by the content model, section 7. Numbers stay exact
:class:`~fractions.Fraction` until a root or a trigonometric function is taken; from there on they are floats. A value
without data is None, never zero. Thresholds are written for R, half the range of the scale, so they hold on any scale.
"""
