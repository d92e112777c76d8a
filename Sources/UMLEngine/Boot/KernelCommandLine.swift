import UMLHost

/// The words after `umltop boot`, understood.
///
/// ```
///   words ─► options of the host stage ─► what they leave, joined = /proc/cmdline
///                                           └─► options of the kernel stage ─► the rest is init's
/// ```
/// Nothing here fails but a line that is too long: what is wrong is noted, with its name, and
/// the machine boots without it, as User Mode Linux does.
struct KernelCommandLine {
  /// COMMAND_LINE_SIZE.
  static let sizeLimit = 4096

  /// Something to be said in the boot log about a word.
  struct Note: Equatable, Sendable {
    var level: LogLevel
    var text: String
  }

  /// Why there can be no machine.
  struct LengthError: Error, Equatable, CustomStringConvertible {
    let description = "add_arg: Too many command line arguments!"
  }

  var configuration = KernelConfiguration()
  private(set) var notes: [Note] = []
  /// What is printed instead of booting; `--help`, `--version`, `--showconfig`.
  var answer: String?

  init(_ words: [String]) throws(LengthError) {
    var kept: [String] = []
    for (index, word) in words.enumerated() {
      if index == 0 && word.hasPrefix(" ") { continue }
      if applyHostOption(word) == .removed { continue }
      if answer != nil { return }
      kept.append(word)
    }
    appendDefaults(to: &kept)
    let line = kept.joined(separator: " ")
    guard line.utf8.count < Self.sizeLimit else { throw LengthError() }
    configuration.commandLine = Array(line.utf8)
    applyKernelOptions(line)
  }

  mutating func note(_ level: LogLevel, _ text: String) {
    notes.append(Note(level: level, text: text))
  }

  /// What User Mode Linux adds to what was said; before `--`, as it is not for init.
  private mutating func appendDefaults(to words: inout [String]) {
    var defaults: [String] = []
    if configuration.root.device == nil, !words.contains(where: { $0.hasPrefix("rootfstype=") }) {
      defaults.append("root=\(RootOptions.builtInName)")
    }
    if configuration.lines.preferredConsoles.isEmpty {
      defaults.append("console=tty0")
      configuration.lines.preferredConsoles = ["tty0"]
    }
    words.insert(contentsOf: defaults, at: words.firstIndex(of: "--") ?? words.endIndex)
  }

  // MARK: Words

  private mutating func applyHostOption(_ word: String) -> BootOption.Disposition {
    guard let option = BootOptions.option(for: word, stage: .host) else { return .unknown }
    return option.apply(String(word.dropFirst(option.name.count)), &self)
  }

  private mutating func applyKernelOptions(_ line: String) {
    var unknown: [String] = []
    var isForInit = false
    for word in CommandLineWords.split(line) {
      if isForInit {
        configuration.initArguments.append(Array(word.utf8))
      } else if word == "--" {
        isForInit = true
      } else if BootOptions.option(for: word, stage: .host) == nil, !applyKernelOption(word) {
        unknown.append(word)
      }
    }
    // Linux sorts them: words first, then what goes to the environment.
    let sorted = unknown.filter { !$0.contains("=") } + unknown.filter { $0.contains("=") }
    guard !sorted.isEmpty else { return }
    note(
      .notice,
      "Unknown kernel command line parameters \"\(sorted.joined(separator: " "))\","
        + " will be passed to user space.")
  }

  private mutating func applyKernelOption(_ word: String) -> Bool {
    if let option = BootOptions.option(for: word, stage: .kernel),
      option.apply(String(word.dropFirst(option.name.count)), &self) != .unknown
    {
      return true
    }
    let name = word.prefix { $0 != "=" }
    // A module's parameter, for a module that is not there.
    if name.contains(".") { return true }
    if word.contains("=") {
      configuration.initEnvironment.removeAll { $0.starts(with: "\(name)=".utf8) }
      configuration.initEnvironment.append(Array(word.utf8))
    } else {
      configuration.initArguments.append(Array(word.utf8))
    }
    return false
  }

  // MARK: Values

  mutating func setMemory(_ value: String) {
    guard let bytes = MemorySize.parse(value), bytes <= MemorySize.maximumBytes else {
      let used = MemorySize.text(configuration.memoryBytes)
      return note(.warning, "mem=\(value): not an amount of memory; \(used) is used")
    }
    configuration.memoryBytes = max(bytes, MemorySize.minimumBytes)
    if bytes < MemorySize.minimumBytes {
      let least = MemorySize.text(MemorySize.minimumBytes)
      note(.warning, "mem=\(value): too little memory; \(least) is used")
    }
  }

  mutating func setName(_ value: String) {
    guard configuration.identity.name == nil else { return note(.warning, "umid already set") }
    guard !value.isEmpty, value.utf8.count <= 63, !value.contains("/"), value != ".", value != ".."
    else {
      return note(
        .warning,
        "umid=\(value): not a name of 1 to 63 bytes without slashes; a random one is used")
    }
    configuration.identity.name = value
  }

  mutating func setMachinesDirectory(_ value: String) {
    guard !value.isEmpty else {
      return note(.warning, "uml_dir can't be an empty string")
    }
    configuration.identity.directory = value
  }

  mutating func setHostname(_ value: String) {
    guard value.utf8.count <= 64 else {
      return note(.warning, "hostname=\(value): longer than 64 bytes; ignored")
    }
    configuration.identity.hostname = value
  }
}
