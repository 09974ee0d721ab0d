"""Evaluation: annotated articles and pairs, the measures of the ruler, reports with intervals."""

from briefing.evaluation.evaluate import Measure, Report, evaluate, render_report

__all__ = ["Measure", "Report", "evaluate", "render_report"]
