public import LinuxABI

/// What a child process is to be: a program, its words, its surroundings.
public struct ProcessRequest: Sendable {
  /// Where the child stands among sessions and process groups.
  public enum Group: Sendable {
    /// In its parent's.
    case inherited
    /// In a new process group of the same session.
    case newGroup
    /// In a new session without a controlling terminal.
    case newSession
  }

  /// The path of the program; see `HostProcess.findExecutable(_:)`.
  public var path: String
  /// The arguments, the program's name first.
  public var arguments: [String]
  /// `NAME=value` words; nil passes ours on.
  public var environment: [String]?
  /// The working directory; nil keeps ours.
  public var directory: String?
  /// The child's descriptors from 0; nil is `/dev/null`. All others are closed.
  public var descriptors: [BorrowedDescriptor?] = [
    .standardInput, .standardOutput, .standardError,
  ]
  public var group = Group.inherited
  /// Makes descriptor 0 the controlling terminal; needs `.newSession`.
  public var takesControllingTerminal = false
  /// Sent to the child when the thread that started it ends.
  public var parentDeathSignal: SignalNumber?

  public init(
    path: String, arguments: [String], environment: [String]? = nil, directory: String? = nil
  ) {
    self.path = path
    self.arguments = arguments
    self.environment = environment
    self.directory = directory
  }
}
