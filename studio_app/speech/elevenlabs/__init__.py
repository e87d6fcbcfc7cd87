"""ElevenLabs: voices in the cloud, paid by the character, with a history in which lost answers are found."""
