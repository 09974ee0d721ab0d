"""Evaluation: annotated articles and marked pairs, the measures, reports with intervals, floors."""

from briefing.evaluation.bootstrap import Estimate
from briefing.evaluation.evaluate import evaluate
from briefing.evaluation.report import Report, render_report

__all__ = ["Estimate", "Report", "evaluate", "render_report"]
