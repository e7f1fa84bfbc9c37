//! The README's tasks as scripts, in a POSIX shell and in busybox's.
