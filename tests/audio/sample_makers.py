"""Recordings for the checks: speech of the local engine, and what spoils it."""

import asyncio
import wave

import numpy as np

from studio_app.audio.pcm import to_int16
from studio_app.speech.engine import AudioChunk, SpeakRequest
from studio_app.speech.local.engine import LocalEngine

RATE = 22050
TEXTS = {
    "en": "The morning was bright and cold when she opened the shop. Nobody had been on the road since dawn, and the "
    "snow lay untouched. She lit the stove, put water on, and waited for the first customer of the day.",
    "de": "Der Morgen war hell und kalt, als sie den Laden aufschloss. Niemand war seit dem Morgengrauen unterwegs "
    "gewesen, und der Schnee lag unberührt da. Sie zündete den Ofen an und wartete auf den ersten Kunden.",
    "fr": "Le matin était clair et froid quand elle ouvrit la boutique. Personne n'était passé depuis l'aube, et la "
    "neige était intacte. Elle alluma le poêle et attendit le premier client de la journée.",
    "cmn": "早上明亮而寒冷,她打开了商店的门。从黎明起路上就没有人,雪地没有被踩过。她点燃了炉子,等待着第一位顾客。",
}


def spoken(*voices):
    """Return what each of these voices says in its language, with the usual level, as float32."""
    return asyncio.run(_spoken(voices))


async def _spoken(voices):
    engine = LocalEngine(workers=1)
    try:
        return [levelled(await _said(engine, voice)) for voice in voices]
    finally:
        await engine.close()


async def _said(engine, voice):
    text = TEXTS.get(voice.partition("-")[0].partition("+")[0])
    parts = [p.data async for p in engine.speak(SpeakRequest(text, voice, "", "", {})) if isinstance(p, AudioChunk)]
    return np.frombuffer(b"".join(parts), dtype="<i2").astype(np.float32) / 32768


def levelled(samples, db=-21.0):
    """Return samples with so much power where they are loud, a little room tone, and no peak above -3.5 dB."""
    loud = samples[np.abs(samples) > 0.01]
    made = samples * np.float32(10 ** (db / 20) / np.sqrt(np.mean(loud**2)))
    tone = np.random.default_rng(7).standard_normal(len(made)).astype(np.float32) * np.float32(10 ** (-72 / 20))
    return np.clip(made, -0.66, 0.66) + tone


def lasting(samples, seconds, pause_s=0.6):
    """Return samples again and again, with pauses, for so many seconds."""
    rng = np.random.default_rng(8)
    pause = rng.standard_normal(int(pause_s * RATE)).astype(np.float32) * np.float32(10 ** (-72 / 20))
    once = np.concatenate((samples, pause))
    return np.tile(once, int(seconds * RATE / len(once)) + 1)[: int(seconds * RATE)]


def in_room(samples, seconds, rate=RATE):
    """Return samples as heard in a room that rings for so long, as loud as the voice itself."""
    count = int(seconds * rate * 1.2)
    rings = np.random.default_rng(9).standard_normal(count) * 10 ** (-3 * np.arange(count) / (seconds * rate))
    rings /= np.sqrt(np.sum(rings**2))
    rings[0] = 1
    size = len(samples) + count
    heard = np.fft.irfft(np.fft.rfft(samples, size) * np.fft.rfft(rings, size), size)[: len(samples)]
    return heard.astype(np.float32) * np.float32(0.7)


def in_turns(one, other, seconds, turn_s=4.0):
    """Return two voices that speak one after the other."""
    turn = int(turn_s * RATE)
    one, other = lasting(one, seconds), lasting(other, seconds)
    parts = [(one if n % 2 else other)[n * turn : (n + 1) * turn] for n in range(int(seconds / turn_s))]
    return np.concatenate(parts)


def save(path, samples, rate=RATE):
    """Write samples, clipped at full scale, as a WAV of 16 bits; return the path."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(to_int16(samples.reshape(-1, 1)).tobytes())
    return path
