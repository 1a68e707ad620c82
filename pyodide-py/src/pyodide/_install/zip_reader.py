"""Read zip archives as an installer must: what an archive says twice has to be the same (APPNOTE 4.3)."""

import stat
import struct
import zlib

from pyodide._install.errors import ArchiveError, UnsafeArchiveError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

END = struct.Struct("<4s4H2LH")
CENTRAL = struct.Struct("<4s6H3L5H2L")
LOCAL = struct.Struct("<4s5H3L2H")
LONGEST_COMMENT = 0xFFFF
ZIP64_COUNT, ZIP64_SIZE = 0xFFFF, 0xFFFFFFFF
STORED, DEFLATED = 0, 8
ENCRYPTED, UTF_8 = 1 << 0, 1 << 11
MADE_ON_UNIX = 3
# Real wheels expand three- to tenfold; a text of nothing but zeros a thousandfold.
HARMLESS_SIZE, HARMLESS_FACTOR = 64 << 20, 100


class Entry:
    """A file in an archive."""

    __slots__ = ("checksum", "compressed", "method", "mode", "name", "size", "start")

    def __init__(self, name: str, start: int, compressed: int, size: int, checksum: int, method: int, mode: int):
        self.name = name
        self.start = start
        self.compressed = compressed
        self.size = size
        self.checksum = checksum
        self.method = method
        self.mode = mode


class ZipReader:
    """The files of an archive in memory.

    Raises:
        ArchiveError: the archive is damaged, or of a kind that wheels are not.
        UnsafeArchiveError: a name leads elsewhere, an entry is a link, or the contents are out of proportion.
    """

    def __init__(self, data: "bytes | memoryview") -> None:
        self._data = memoryview(data).cast("B")
        self.entries = {entry.name: entry for entry in self._files()}
        self._check_folders()
        self._check_extents()

    def read(self, entry: Entry) -> bytes:
        """Return the contents of a file.

        Raises:
            ArchiveError: they are not what the archive says of them.
        """
        packed = self._data[entry.start : entry.start + entry.compressed]
        if entry.method == STORED:
            content = bytes(packed)
        else:
            unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
            try:
                # One byte more than there should be, never as much as there may be.
                content = unpacking.decompress(packed, entry.size + 1)
            except zlib.error as error:
                raise ArchiveError(f"its entry {entry.name!r} is damaged ({error})") from None
            if not unpacking.eof or unpacking.unused_data:
                raise ArchiveError(f"its entry {entry.name!r} is not as long as the archive says")
        if len(content) != entry.size or zlib.crc32(content) != entry.checksum:
            raise ArchiveError(f"its entry {entry.name!r} is damaged: length or check sum are wrong")
        return content

    def _files(self) -> "Iterator[Entry]":
        count, size, offset = self._find_directory()
        seen: set[str] = set()
        at, end = offset, offset + size
        for _ in range(count):
            if at + CENTRAL.size > end:
                raise ArchiveError("its directory is cut short")
            header = CENTRAL.unpack_from(self._data, at)
            if header[0] != b"PK\1\2":
                raise ArchiveError("its directory is damaged")
            name_length, extra_length, comment_length = header[10:13]
            raw_name = bytes(self._data[at + CENTRAL.size : at + CENTRAL.size + name_length])
            at += CENTRAL.size + name_length + extra_length + comment_length
            entry = self._entry(header, raw_name, offset)
            if entry.name in seen:
                raise ArchiveError(f"it has two entries {entry.name!r}")
            seen.add(entry.name)
            if not entry.name.endswith("/"):
                yield entry
        if at != end:
            raise ArchiveError("its directory is damaged")

    def _find_directory(self) -> tuple[int, int, int]:
        data = self._data
        tail = bytes(data[-(END.size + LONGEST_COMMENT) :])
        at = tail.rfind(b"PK\5\6")
        while at >= 0:
            if at + END.size <= len(tail):
                _, disk, first_disk, here, count, size, offset, comment = END.unpack_from(tail, at)
                if at + END.size + comment == len(tail):
                    break
            at = tail.rfind(b"PK\5\6", 0, at)
        else:
            raise ArchiveError(f"its {len(data)} bytes are no zip archive, or not all of one")
        if count == ZIP64_COUNT or ZIP64_SIZE in (size, offset):
            raise ArchiveError("it is a zip archive for more than four gigabytes (Zip64)")
        if disk or first_disk or here != count or offset + size != len(data) - len(tail) + at:
            raise ArchiveError("its directory is not where the end of the archive says")
        return count, size, offset

    def _entry(self, header: tuple[int, ...], raw_name: bytes, directory: int) -> Entry:
        _, made_by, _, flags, method, _, _, checksum, compressed, size, *_, attributes, start = header
        try:
            name = raw_name.decode("utf-8" if flags & UTF_8 else "cp437")
        except UnicodeDecodeError:
            raise ArchiveError(f"its entry {raw_name!r} has no valid name") from None
        check_name(name)
        if flags & ENCRYPTED:
            raise ArchiveError(f"its entry {name!r} is encrypted")
        if method not in {STORED, DEFLATED}:
            raise ArchiveError(f"its entry {name!r} is compressed by method {method}; only deflate is known")
        if ZIP64_SIZE in (compressed, size, start):
            raise ArchiveError(f"its entry {name!r} is for more than four gigabytes (Zip64)")
        mode = attributes >> 16 if made_by >> 8 == MADE_ON_UNIX else 0
        kind = stat.S_IFMT(mode)
        if kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
            raise UnsafeArchiveError(f"its entry {name!r} is a link or a device, not a file")
        if start + LOCAL.size > directory:
            raise ArchiveError(f"its entry {name!r} lies outside of it")
        signature, _, local_flags, local_method, *_, name_length, extra_length = LOCAL.unpack_from(self._data, start)
        first = start + LOCAL.size
        local_name = self._data[first : first + name_length]
        if signature != b"PK\3\4" or local_method != method or local_name != raw_name or local_flags & ENCRYPTED:
            raise ArchiveError(f"its entry {name!r} is not what the directory says")
        first += name_length + extra_length
        if first + compressed > directory:
            raise ArchiveError(f"its entry {name!r} is cut short")
        return Entry(name, first, compressed, size, checksum, method, mode)

    def _check_folders(self) -> None:
        for name in self.entries:
            parent = name.rpartition("/")[0]
            while parent:
                if parent in self.entries:
                    raise ArchiveError(f"its entry {parent!r} is a file and a folder")
                parent = parent.rpartition("/")[0]

    def _check_extents(self) -> None:
        """Refuse bombs: entries that share their data, and sizes that no program's files have."""
        end = 0
        for entry in sorted(self.entries.values(), key=lambda entry: entry.start):
            if entry.start < end:
                raise UnsafeArchiveError(f"its entry {entry.name!r} overlaps another")
            end = entry.start + entry.compressed
        total = sum(entry.size for entry in self.entries.values())
        if total > max(HARMLESS_SIZE, HARMLESS_FACTOR * len(self._data)):
            raise UnsafeArchiveError(f"its {len(self._data)} bytes would expand to {total}")


def check_name(name: str) -> None:
    """Refuse names that lead elsewhere, in the eyes of any operating system.

    Raises:
        UnsafeArchiveError: the name is absolute, climbs, or is none.
    """
    parts = name.removesuffix("/").split("/")
    if not {"", ".", ".."}.isdisjoint(parts) or "\\" in name or "\0" in name:
        raise UnsafeArchiveError(f"its entry {name!r} would be written elsewhere")
