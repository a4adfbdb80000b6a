"""Limits on time, memory and files of this process.

On POSIX they are resource limits. On Windows a job object is asked for the same; that part was
written from its documentation and has not been tried on a Windows machine.
"""

from __future__ import annotations

import sys

_WRITTEN_BYTES = 1 << 20
# So many threads may compute at the same time.
_THREADS = 3


def limit_process(seconds: int, memory_mb: int) -> None:
    """Let this process use so much computing time and memory, and write no file of any size."""
    if sys.platform == "win32":
        _join_job(seconds, memory_mb)
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (memory_mb << 20, memory_mb << 20))
    resource.setrlimit(resource.RLIMIT_CPU, (_THREADS * seconds, _THREADS * seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_WRITTEN_BYTES, _WRITTEN_BYTES))


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _PROCESS_TIME = 0x2
    _ONE_PROCESS = 0x8
    _PROCESS_MEMORY = 0x100
    _DIE_ON_UNHANDLED = 0x400
    _EXTENDED_LIMITS = 9
    _TICKS_A_SECOND = 10_000_000

    class _BasicLimits(ctypes.Structure):
        _fields_ = [
            ("PerProcessUserTimeLimit", wintypes.LARGE_INTEGER),
            ("PerJobUserTimeLimit", wintypes.LARGE_INTEGER),
            ("LimitFlags", wintypes.DWORD),
            ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t),
            ("ActiveProcessLimit", wintypes.DWORD),
            ("Affinity", ctypes.c_size_t),
            ("PriorityClass", wintypes.DWORD),
            ("SchedulingClass", wintypes.DWORD),
        ]

    class _ExtendedLimits(ctypes.Structure):
        _fields_ = [
            ("BasicLimitInformation", _BasicLimits),
            ("IoInfo", ctypes.c_ulonglong * 6),
            ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        ]

    def _join_job(seconds: int, memory_mb: int) -> None:
        """Put this process into a job of its own; OSError where Windows does not grant it."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.CreateJobObjectW.argtypes = (ctypes.c_void_p, wintypes.LPCWSTR)
        kernel.SetInformationJobObject.argtypes = (
            wintypes.HANDLE,
            ctypes.c_int,
            ctypes.c_void_p,
            wintypes.DWORD,
        )
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        limits = _ExtendedLimits()
        basic = limits.BasicLimitInformation
        basic.LimitFlags = _PROCESS_TIME | _ONE_PROCESS | _PROCESS_MEMORY | _DIE_ON_UNHANDLED
        basic.PerProcessUserTimeLimit = _THREADS * seconds * _TICKS_A_SECOND
        basic.ActiveProcessLimit = 1
        limits.ProcessMemoryLimit = memory_mb << 20
        # The job lasts as long as its handle, which ends with this process.
        job = kernel.CreateJobObjectW(None, None)
        size = ctypes.sizeof(limits)
        granted = (
            job
            and kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(limits), size)
            and kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())
        )
        if not granted:
            raise ctypes.WinError(ctypes.get_last_error())
