import pytest
from audio_takes import Shelf


@pytest.fixture
def shelf():
    return Shelf()
