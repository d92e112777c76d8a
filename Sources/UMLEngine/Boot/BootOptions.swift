/// Every word the kernel knows, in the order `--help` shows them: User Mode Linux' own order
/// first, then those of any Linux kernel, then what older kernels had.
enum BootOptions {
  static let all: [BootOption] = machine + lines + devices + host + logging + kernel + historic

  /// The option a word belongs to. The longest name wins: `console=` is no `con`.
  static func option(for word: some StringProtocol, stage: BootOption.Stage) -> BootOption? {
    all.filter { $0.stage == stage && $0.matches(word) }.max { $0.name.count < $1.name.count }
  }

  /// What `--help` prints.
  static var help: String {
    var text = "User Mode Linux v\(KernelIdentity.release)\n"
    text += "\tumltop's own kernel; the words are those of User Mode Linux\n\n"
    for option in all where !option.syntax.isEmpty {
      text += "\(option.syntax)\n"
      for line in option.help.split(separator: "\n", omittingEmptySubsequences: false) {
        text += "    \(line)\n"
      }
      text += "\n"
    }
    return text
  }
}
