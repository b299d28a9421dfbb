"""What several tests need: one small analysis with its codebook, as text."""

import pytest
from hypothesis import settings

# No deadline: CI has two loaded cores. Few examples: pandas makes each one slow.
settings.register_profile("citelight", deadline=None, max_examples=50)
settings.load_profile("citelight")


def pytest_addoption(parser):
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write the golden files anew, then review the diff",
    )


@pytest.fixture
def update_golden(request):
    return request.config.getoption("--update-golden")
