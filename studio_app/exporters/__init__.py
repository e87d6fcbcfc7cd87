"""Exporters: which files, names, tags and chapter marks an export has; the audio room makes the bytes.

``names`` makes file names, ``tags`` says what is known of a file, ``id3``, ``mp4``, ``vorbis`` and ``riff`` put that into the
formats, ``deliver`` writes the files so that none is ever half there. No exporter knows a project file or a session.
"""
