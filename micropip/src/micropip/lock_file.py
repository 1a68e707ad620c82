"""Where the files of a lock file are."""

from urllib.parse import urljoin


def file_url(base_url: str, file_name: str) -> str:
    """Return where a file of the lock file is; the base may be a folder of the host."""
    if "://" in base_url:
        return urljoin(base_url, file_name)
    return file_name if "://" in file_name or file_name.startswith("/") else f"{base_url.rstrip('/')}/{file_name}"
