import os

from hypothesis import HealthCheck, settings

# The project's checks draw the same examples every time; a person's machine looks for new ones.
settings.register_profile(
    "quick",
    max_examples=100,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=bool(os.environ.get("CI")),
)
settings.register_profile("thorough", max_examples=3000, deadline=None, suppress_health_check=list(HealthCheck))
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))
