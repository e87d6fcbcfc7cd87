"""The manuscript of one chapter: written, listened to and generated where it stands."""
