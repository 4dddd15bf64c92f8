"""Date expressions in the text, and the days they mean."""

from geomap.dates.anchor import anchor, published_when
from geomap.dates.find import find_dates
from geomap.dates.model import DateExpression, When
from geomap.dates.published import infer_published

__all__ = ["DateExpression", "When", "anchor", "find_dates", "infer_published", "published_when"]
