internal import LinuxABI
internal import UMLEngine

/// What `umltop boot` itself understands of its words; all others are the kernel's.
struct LaunchWords: Equatable {
  /// `--detach`: return when the guest has booted, and leave it running.
  var detaches = false
  /// `--exec=COMMAND`, or `--exec` and the rest of the words: a command of the host instead of a
  /// kernel, for a shell.
  var command: String?
  /// `--kernel=PATH`: a real UML kernel instead of ours.
  var kernel: String?
  /// `--serial=DEVICE[,SPEED]`: what is at the other end of a serial port.
  var serial: String?
  /// `--adopt=UMID`: somebody else's UML kernel, which runs already.
  var adopted: String?
  /// With `--adopt`: it opens windows, so that having no line yet is fine.
  var opensWindows = false
  /// Tell whoever started us how the boot went.
  var reports = false
  /// The guest ends when nobody looks at it any more.
  var endsWithClients = false
  /// The guest boots when somebody looks at it.
  var startsWithClient = false
  /// What a command's terminal measures when it starts: `--size=24x80`.
  var size: WindowSize?
  /// `umid=` and `uml_dir=`, which the kernel understands too.
  var name: String?
  var directory: String?
  /// For the kernel.
  var kernelWords: [String] = []

  static let commandWord = "--exec"
  static let sizePrefix = "--size="
  static let kernelWord = "--kernel"
  static let serialWord = "--serial"
  static let windowsWord = "--windows"
  static let adoptPrefix = "--adopt="
  static let detachWord = "--detach"
  static let endsWithClientsWord = "--ends-with-clients"
  static let startsWithClientWord = "--starts-with-client"

  /// - Throws: for a word of umltop's own that is not complete.
  init(_ words: [String]) throws(CommandFailure) {
    var rest = words[...]
    // One word is for a shell, several are a program and its arguments.
    var commandWords: [String] = []
    while let word = rest.popFirst() {
      switch word {
      case Self.detachWord: detaches = true
      case GuestStarter.reportWord: reports = true
      case Self.endsWithClientsWord: endsWithClients = true
      case Self.commandWord: commandWords = [try Self.command(rest.popFirst())]
      case let word where word.hasPrefix("\(Self.commandWord)="):
        command = try Self.command(String(word.dropFirst(Self.commandWord.count + 1)))
      case Self.serialWord: serial = try Self.device(rest.popFirst())
      case let word where word.hasPrefix("\(Self.serialWord)="):
        serial = try Self.device(String(word.dropFirst(Self.serialWord.count + 1)))
      case Self.windowsWord: opensWindows = true
      case Self.startsWithClientWord: startsWithClient = true
      case let word where word.hasPrefix(Self.adoptPrefix):
        adopted = String(word.dropFirst(Self.adoptPrefix.count))
      case Self.kernelWord: kernel = try Self.kernel(rest.popFirst())
      case let word where word.hasPrefix("\(Self.kernelWord)="):
        kernel = try Self.kernel(String(word.dropFirst(Self.kernelWord.count + 1)))
      case let word where word.hasPrefix(Self.sizePrefix):
        guard let given = Self.size(word.dropFirst(Self.sizePrefix.count)) else {
          throw CommandFailure("'\(word)' is no size; rows and columns are, such as --size=24x80")
        }
        size = given
      case "--" where !commandWords.isEmpty:
        commandWords += rest
        rest = []
      case _ where commandWords.isEmpty || Self.isIdentity(word): kernelWords.append(word)
      default: commandWords.append(word)
      }
    }
    if commandWords.count == 1 { command = commandWords[0] }
    if commandWords.count > 1 {
      command = commandWords.map(Self.quoted).joined(separator: " ")
    }
    // As for the kernel, the first holds.
    name = Self.value("umid=", in: kernelWords)
    directory = Self.value("uml_dir=", in: kernelWords)
  }

  /// Whether the guest is another program, with a console service of ours around it.
  var isServed: Bool { command != nil || kernel != nil || serial != nil || adopted != nil }

  /// Whether the kernel's lines are to be served.
  var wantsPanes: Bool {
    reports || kernelWords.contains { $0.contains("=pane") || $0.contains(",pane") }
  }

  /// The kernel's words for a guest without a terminal: its first console is a pane.
  var detachedKernelWords: [String] {
    let isSaid = kernelWords.contains { $0.hasPrefix("con0=") || $0.hasPrefix("con=") }
    return isSaid ? kernelWords : kernelWords + ["con0=pane"]
  }

  /// What boots the same guest again, under the name it got.
  func restartWords(_ umid: String) -> [String] {
    let own = command.map { ["\(Self.commandWord)=\($0)"] } ?? []
    let other = kernel.map { ["\(Self.kernelWord)=\($0)"] } ?? []
    let port = serial.map { ["\(Self.serialWord)=\($0)"] } ?? []
    return own + other + port + kernelWords.filter { !$0.hasPrefix("umid=") } + ["umid=\(umid)"]
  }

  /// Makes the guest's directory; a name that is taken is replaced by a random one.
  func claimDirectory() throws(CommandFailure) -> MachineDirectory {
    do throws(BootError) {
      return try MachineDirectory.claim(name: name, in: directory)
    } catch {
      throw CommandFailure(error)
    }
  }

  /// The words for a kernel of somebody else's: where it keeps its files is ours to say.
  var foreignKernelWords: [String] {
    kernelWords.filter { !Self.isIdentity($0) }
  }

  /// Whether the words say what to boot from; without them a kernel would look for `root_fs`.
  var saysRoot: Bool {
    let prefixes = ["root=", "rootfstype=", "rootflags=", "ubd", "initrd=", "hostfs=", "init="]
    return kernelWords.contains { word in prefixes.contains { word.hasPrefix($0) } }
  }

  /// The word that says how large a command's terminal is to be.
  static func word(for size: WindowSize) -> String { "\(sizePrefix)\(size.rows)x\(size.columns)" }

  private static func command(_ text: String?) throws(CommandFailure) -> String {
    try value(text, of: commandWord, "a command of this host", "top")
  }

  private static func kernel(_ text: String?) throws(CommandFailure) -> String {
    try value(text, of: kernelWord, "a User Mode Linux kernel", "linux.uml")
  }

  private static func device(_ text: String?) throws(CommandFailure) -> String {
    try value(text, of: serialWord, "a serial port", "/dev/ttyUSB0,115200")
  }

  /// What follows a word of ours; another such word does not count.
  private static func value(
    _ text: String?, of word: String, _ what: String, _ example: String
  ) throws(CommandFailure) -> String {
    guard let text, !text.isEmpty, !text.hasPrefix("--") else {
      throw CommandFailure("\(word) needs \(what), such as \(word) \(example)")
    }
    return text
  }

  private static func isIdentity(_ word: String) -> Bool {
    word.hasPrefix("umid=") || word.hasPrefix("uml_dir=")
  }

  /// As a shell takes it for one word.
  private static func quoted(_ word: String) -> String {
    let isPlain =
      !word.isEmpty
      && word.allSatisfy { letter in
        letter.isASCII && (letter.isLetter || letter.isNumber || "-_./=:,+@%".contains(letter))
      }
    return isPlain ? word : "'\(word.replacing("'", with: "'\\''"))'"
  }

  private static func size(_ text: Substring) -> WindowSize? {
    let numbers = text.split(separator: "x").compactMap { UInt16($0) }
    guard numbers.count == 2, numbers[0] > 0, numbers[1] > 0 else { return nil }
    return WindowSize(rows: numbers[0], columns: numbers[1])
  }

  private static func value(_ prefix: String, in words: [String]) -> String? {
    words.first { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
  }
}
