"""When each alert fires and when it rests, a file a file of rules."""

from tests.k8s.monitoring.cases.cluster import CLUSTER
from tests.k8s.monitoring.cases.objectives import OBJECTIVES
from tests.k8s.monitoring.cases.operations import OPERATIONS
from tests.k8s.monitoring.cases.people import PEOPLE
from tests.k8s.monitoring.cases.planner_and_model import PLANNER_AND_MODEL

CASES = (*OBJECTIVES, *PEOPLE, *OPERATIONS, *CLUSTER, *PLANNER_AND_MODEL)
