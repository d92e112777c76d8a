import Testing

/// umltop as it was built, driven in a terminal as a person drives it, or from a script.
///
/// A test waits for what it expects to see, however long that takes, and compares it. They run one
/// after the other: a machine busy with twenty demos would show nothing but its own slowness.
@Suite(
  "umltop in a terminal", .serialized,
  .enabled(
    if: TmuxTerminal.program != nil, "tmux is not installed; Scripts/setup --tests installs it"))
struct SystemTests {}
