"""Reports of one act become one event; every report stays under it."""

from geomap.merge.cluster import MergeDecision, cluster
from geomap.merge.corroborate import corroborate
from geomap.merge.merge import merge

__all__ = ["MergeDecision", "cluster", "corroborate", "merge"]
