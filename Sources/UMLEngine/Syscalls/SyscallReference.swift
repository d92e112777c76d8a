import LinuxABI

/// Documentation/Syscalls.md, made from the call table and from what the filter says the host
/// performs by itself.
struct SyscallReference {
  /// The text of Sources/CHost/filter.c.
  let filter: String

  var text: String {
    """
    # System calls

    Made by `Scripts/update-syscall-table` from the rows of `SyscallTable` and from `Sources/CHost/filter.c`: change those.

    ## Answered by the kernel
    | number | call | arguments | what is missing |
    | ---: | --- | --- | --- |
    \(SyscallTable.rows.map(Self.row).joined(separator: "\n"))

    Every other call is ENOSYS, and the log names it once.

    ## Performed by the host
    What is the CPU's, the address space's, or the host's own affair with a program: `\(names(with: "ALLOW").joined(separator: "`, `"))`.

    In part, as the filter's comments say, and otherwise by the kernel: `\(names(with: nil).joined(separator: "`, `"))`.

    ## Stopped on their way
    Their registers are rewritten, or their results: `\(names(with: "TRACE").joined(separator: "`, `"))`.

    """
  }

  private static func row(_ call: Syscall) -> String {
    let arguments = call.arguments.map(\.rawValue).joined(separator: ", ")
    return "| \(call.number) | \(call.name) | \(arguments) | \(call.gap) |"
  }

  /// The calls the filter gives this action; nil: those it looks at more closely.
  private func names(with action: String?) -> [String] {
    var names: [String] = []
    for piece in filter.split(separator: "(SYS_").dropFirst() {
      let name = String(piece.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
      let rest = piece.dropFirst(name.count)
      let isConditional = rest.first == "," && rest.dropFirst(2).first?.isNumber == true
      if let action {
        if rest.hasPrefix(", \(action))") { names.append(name) }
      } else if isConditional {
        names.append(name)
      }
    }
    return names.sorted()
  }
}
