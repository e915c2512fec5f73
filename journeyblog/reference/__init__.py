"""What the declarations tell outsiders: JSON Schemas for editors, and the pages of the documentation."""

from journeyblog.reference.schemas import SUBJECTS, Subject, schema_text

__all__ = ["SUBJECTS", "Subject", "schema_text"]
