"""What reading a damaged or made-up file raises."""

from __future__ import annotations

import struct
import zipfile
import zlib

from inspector.files.reader.xml_events import XmlDamaged

FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    XmlDamaged,
    struct.error,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
"""None of these tells of a mistake of ours where foreign bytes are taken apart."""
