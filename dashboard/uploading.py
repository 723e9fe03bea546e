"""Files that people send stay in memory: they may hold secrets, and none of it is written to a disk in clear."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

LARGEST = 2 * 1024 * 1024  # bytes that are kept; forms refuse less than that


class InMemory(FileUploadHandler):
    """Keeps a file up to `LARGEST`. Of a larger one only the size is known: enough for a form to refuse it."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Another file of the same form begins."""
        super().new_file(*args, **kwargs)
        self._kept = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Some more of it."""
        if start + len(raw_data) <= LARGEST:
            self._kept.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """All of it, or none if it is too large."""
        content = self._kept if file_size <= LARGEST else BytesIO()
        content.seek(0)
        name, kind, charset = str(self.file_name), str(self.content_type), self.charset
        return InMemoryUploadedFile(content, self.field_name, name, kind, file_size, charset, self.content_type_extra)
