import CHost
import Glibc
public import LinuxABI

/// The machine we run on and our place in it.
public enum HostSystem {
  /// What uname(2) tells.
  public struct Name: Equatable, Sendable {
    public let system: String
    public let node: String
    public let release: String
    public let version: String
    public let machine: String
  }

  public static var name: Name {
    var raw = utsname()
    uname(&raw)
    return Name(
      system: text(raw.sysname), node: text(raw.nodename), release: text(raw.release),
      version: text(raw.version), machine: text(raw.machine))
  }

  /// Whether the running Linux is this version or a later one, as far as its release says.
  public static func isLinux(_ major: Int, _ minor: Int) -> Bool {
    isRelease(name.release, atLeast: major, minor)
  }

  static func isRelease(_ release: String, atLeast major: Int, _ minor: Int) -> Bool {
    let numbers = release.split(maxSplits: 2, whereSeparator: { $0 == "." || $0 == "-" })
    guard numbers.count >= 2, let first = Int(numbers[0]), let second = Int(numbers[1]) else {
      return false
    }
    return (first, second) >= (major, minor)
  }

  /// Processors that are on line, whoever may use them.
  public static var processorCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// In bytes.
  public static var pageSize: Int { sysconf(Int32(_SC_PAGESIZE)) }

  public static var processID: Int32 { getpid() }

  public static var parentProcessID: Int32 { getppid() }

  public static var userID: UInt32 { getuid() }

  public static var effectiveUserID: UInt32 { geteuid() }

  public static var effectiveGroupID: UInt32 { getegid() }

  /// The path of the running program.
  public static var executablePath: String {
    (try? HostFile.readLink("/proc/self/exe")) ?? ""
  }

  /// The working directory. See getcwd(3).
  public static func currentDirectory() throws(Errno) -> String {
    try HostFile.resolved(".")
  }

  /// Whether a process exists, a zombie too, and whoever owns it.
  public static func isProcessAlive(_ process: Int32) -> Bool {
    process > 0 && (kill(process, 0) == 0 || errno == EPERM)
  }

  /// Sends a signal to a process, or with a negative number to a group. See kill(2).
  public static func send(_ signal: SignalNumber, to process: Int32) throws(Errno) {
    _ = try hostCall { kill(process, signal.rawValue) }
  }

  /// Unpredictable bytes. See getrandom(2).
  public static func randomBytes(_ count: Int) throws(Errno) -> [UInt8] {
    var result: [UInt8] = []
    while result.count < count {
      // Up to 256 bytes come in one piece.
      result += try filledArray(min(count - result.count, 256)) { (buffer) throws(Errno) in
        try hostCall { getrandom(buffer.baseAddress, buffer.count, 0) }
      }
    }
    return result
  }

  /// Six unpredictable letters and digits, for a name that nobody else has chosen.
  public static func randomName() throws(Errno) -> String {
    let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
    return String(try randomBytes(6).map { letters[Int($0) % letters.count] })
  }

  /// An unpredictable number. See getrandom(2).
  public static func randomNumber() throws(Errno) -> UInt64 {
    try randomBytes(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Opens the null device where standard input, output or error is closed: the next file opened
  /// would be taken for it. To be called before anything else is opened.
  public static func openStandardDescriptors() {
    for descriptor: Int32 in 0...2 where fcntl(descriptor, F_GETFD) < 0 {
      // The lowest free number is this one.
      _ = open("/dev/null", O_RDWR)
    }
  }

  /// Writes what has been printed and is still in a buffer.
  public static func flushStandardOutput() throws(Errno) {
    errno = 0
    guard fflush(nil) == 0 else { throw Errno(rawValue: errno == 0 ? EIO : errno) }
  }

  /// Ends the process at once. Nothing is flushed or released; threads are not joined.
  public static func exit(status: Int32) -> Never {
    _exit(status)
  }

  /// The most a limit of this process can be raised to. See getrlimit(2).
  public static func hardLimit(_ kind: ResourceKind) -> UInt64 {
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(UInt32(kind.rawValue)), &limit)
    return UInt64(limit.rlim_max)
  }

  /// Puts a limit to the number of open descriptors as high as allowed; returns it.
  @discardableResult
  public static func raiseDescriptorLimit() -> Int {
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    limit.rlim_cur = limit.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    return Int(clamping: limit.rlim_cur)
  }

  private static func text<Tuple>(_ field: Tuple) -> String {
    withUnsafeBytes(of: field) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}
