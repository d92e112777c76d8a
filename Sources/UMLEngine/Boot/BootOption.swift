/// One word of the command line that the kernel knows: how it is written, what it means, and
/// what `--help` says about it. The table of them is ``BootOptions``.
struct BootOption: Sendable {
  /// How a word is recognised.
  enum Form: Sendable {
    /// The whole word.
    case word
    /// What the word begins with; the rest is the value.
    case prefix
  }

  /// When a word is looked at.
  enum Stage: Sendable {
    /// First, in the words as the shell passed them, whatever their order.
    case host
    /// Later, in the kernel's command line: words in double quotes are one, and nothing after
    /// `--` is the kernel's.
    case kernel
  }

  /// What becomes of a word that was applied.
  enum Disposition {
    /// It stays in /proc/cmdline.
    case kept
    /// It is nobody else's business.
    case removed
    /// The value makes no sense here: init may know the word.
    case unknown
  }

  typealias Apply = @Sendable (_ value: String, inout KernelCommandLine) -> Disposition

  let name: String
  let form: Form
  let stage: Stage
  /// As `--help` heads it; empty hides the option.
  let syntax: String
  /// Lines of at most 76 characters.
  let help: String
  let apply: Apply

  init(
    _ name: String, _ form: Form, _ stage: Stage = .kernel, syntax: String = "",
    help: String = "", apply: @escaping Apply
  ) {
    self.name = name
    self.form = form
    self.stage = stage
    self.syntax = syntax
    self.help = help
    self.apply = apply
  }

  func matches(_ word: some StringProtocol) -> Bool {
    switch form {
    case .word: word == name
    case .prefix: word.hasPrefix(name)
    }
  }
}
