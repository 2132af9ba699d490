"""What a build makes beside pages, as files that MkDocs knows before they are made."""

from collections.abc import Callable

from mkdocs.structure.files import File

__all__ = ["GeneratedFile"]


class GeneratedFile(File):
    """A file that is put in its place when MkDocs copies it, unless someone gave it a content.

    MkDocs' own generated files hold their content from the beginning of a build to its end.
    """

    put: Callable[["GeneratedFile"], None]
    """Puts the file in its place in the site."""
    data: Callable[[], bytes]
    """Makes its content, for plugins that ask for it."""

    def copy_file(self, dirty: bool = False) -> None:  # noqa: FBT001, FBT002 - MkDocs' own signature
        """Put the file in its place, as `File` does with one that is at hand."""
        if self._content is not None:
            super().copy_file(dirty)
        elif not dirty or self.is_modified():
            self.put(self)

    def is_modified(self) -> bool:
        """Whether it is to be copied in a dirty build: always, since whoever puts it knows best."""
        return True

    @property
    def content_bytes(self) -> bytes:
        """The content, made anew at each call until someone sets another."""
        return self.data() if self._content is None else super().content_bytes

    @content_bytes.setter
    def content_bytes(self, value: bytes) -> None:
        self._content = value

    @property
    def content_string(self) -> str:
        """The content as text; may raise `UnicodeDecodeError`."""
        return self.content_bytes.decode()

    @content_string.setter
    def content_string(self, value: str) -> None:
        self._content = value
