"""Write Zstandard's seekable format: frames that can be unpacked each by itself, and a table of them at the end.

The format is that of contrib/seekable_format in Zstandard's sources, on top of RFC 8878. `zstd -d` unpacks the whole.
"""

import struct
from collections.abc import Iterable

import zstandard

SKIPPABLE = 0x184D2A50
TABLE = 0x184D2A5E
FOOTER_MAGIC = 0x8F92EAB1
LEVEL = 22


def write_seekable(note: str, blocks: Iterable[bytes]) -> bytes:
    """Compress each block to a frame.

    Args:
        note: what a skippable frame at the beginning says.
        blocks: what the file consists of.
    """
    parameters = zstandard.ZstdCompressionParameters.from_level(LEVEL, write_checksum=1, write_content_size=1)
    compressor = zstandard.ZstdCompressor(compression_params=parameters)
    frames = [(_skippable(SKIPPABLE, note.encode()), 0)]
    frames += [(compressor.compress(block), len(block)) for block in blocks]
    entries = b"".join(struct.pack("<II", len(frame), size) for frame, size in frames)
    footer = struct.pack("<IBI", len(frames), 0, FOOTER_MAGIC)
    return b"".join([*(frame for frame, _ in frames), _skippable(TABLE, entries + footer)])


def _skippable(magic: int, content: bytes) -> bytes:
    return struct.pack("<II", magic, len(content)) + content
