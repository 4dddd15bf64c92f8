"""``geomap review``: a local page where a person steps through new and doubtful events and corrects them.

Flow: ``queue`` says which events to look at and why, ``desk`` holds one sitting (events, texts, the
corrections file), ``server`` shows it on the loopback address to the one who has the token.
"""

from geomap.review.desk import Desk
from geomap.review.queue import Doubt, Waiting, doubts, queue

__all__ = ["Desk", "Doubt", "Waiting", "doubts", "queue"]
