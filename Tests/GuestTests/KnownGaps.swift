/// The programs whose checks do not all hold in a guest yet. This list only ever gets shorter.
enum KnownGaps {
  private static let reasons = [
    "image_static_pie": "the load address is always the same",
    "memory_advise": "a memory file can be sealed while a writable map of it exists",
    "memory_protect": "a shared map of a file opened for reading can be made writable",
    "process_prctl": "PR_SET_KEEPCAPS is no securebit, PR_SET_TIMERSLACK is not kept",
    "process_system": "affinity and scheduling policy are not kept",
    "process_usage": "the largest resident set is not known",
    "signal_info": "SIGPIPE says that the kernel sent it",
    "signal_wait": "RLIMIT_SIGPENDING is not enforced",
    "time_timers": "timers do not count overruns",
  ]

  /// Why a program may fail; nil where it may not.
  static func reason(_ program: GuestProgram) -> String? { reasons[program.name] }
}
