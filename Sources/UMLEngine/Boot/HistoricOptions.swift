/// Words of the kernels of 2006 and before: accepted, so that old scripts go on working, and
/// named in the log.
extension BootOptions {
  static let historic: [BootOption] =
    [
      ("mode=", "there is one mode"), ("skas0", "there is one mode"),
      ("skas3", "there is one mode"), ("jail", "guests are always confined"),
      ("honeypot", "guests are always confined"), ("gdb=", "gdb is not started"),
      ("gdb-pid=", "gdb is not attached"), ("debug=", "gdb is not started"),
      ("debugtrace", "there is no tracing thread"), ("fakehd", "there is no ubd device yet"),
      ("ncpus=", "guest programs use all of the host's processors"),
      ("dsp=", "there is no sound device"), ("mixer=", "there is no sound device"),
      ("time-travel", "time is the host's"), ("seccomp=", "seccomp is always used"),
      ("dtb=", "there is no device tree"),
    ].map { (name, reason) in
      let isWord = !name.hasSuffix("=") && name != "time-travel"
      return BootOption(name, isWord ? .word : .prefix, .host) { value, line in
        line.note(.notice, "\(name)\(value): no effect, \(reason)")
        return .kept
      }
    }
}
