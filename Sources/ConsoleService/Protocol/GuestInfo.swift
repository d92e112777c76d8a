public import UMLEngine

/// What a guest is doing.
public enum GuestPhase: Hashable, Sendable {
  case booting
  case running
  /// Ended by itself or on request, with this exit status.
  case halted(status: Int32)
  case panicked(reason: String)

  public var hasEnded: Bool {
    switch self {
    case .booting, .running: false
    case .halted, .panicked: true
    }
  }
}

extension GuestPhase: CustomStringConvertible {
  public var description: String {
    switch self {
    case .booting: "booting"
    case .running: "running"
    case .halted(let status): status == 0 ? "halted" : "halted(\(status))"
    case .panicked: "panicked"
    }
  }
}

/// What a console service tells about its guest.
public struct GuestInfo: Hashable, Sendable {
  public var umid: String
  /// The guest's process on the host.
  public var process: Int32
  /// What runs in it, such as `Linux 6.1.0-umltop`.
  public var kernel: String
  /// How it was started, for starting it again.
  public var arguments: [String]
  public var phase: GuestPhase
  public var uptimeMilliseconds: UInt64
  /// In bytes; 0 where there is no limit.
  public var memoryTotal: UInt64

  public init(
    umid: String, process: Int32, kernel: String, arguments: [String] = [],
    phase: GuestPhase = .booting, uptimeMilliseconds: UInt64 = 0, memoryTotal: UInt64 = 0
  ) {
    self.umid = umid
    self.process = process
    self.kernel = kernel
    self.arguments = arguments
    self.phase = phase
    self.uptimeMilliseconds = uptimeMilliseconds
    self.memoryTotal = memoryTotal
  }
}

/// What is known about one line of a guest without attaching to it.
public struct LineInfo: Hashable, Sendable {
  /// `con0`, `ssl3`.
  public var name: String
  public var rows: Int
  public var columns: Int
  /// What the program on it called it; free of control characters.
  public var title: String
  /// Bytes of output since the guest's start.
  public var outputCount: UInt64
  /// Since the last output; nil when there was none yet.
  public var idleMilliseconds: UInt64?
  /// Clients that are attached.
  public var clientCount: Int
  /// What it is attached to, whatever its pane shows.
  public var status: PaneLink.Status

  public init(
    name: String, rows: Int = 24, columns: Int = 80, title: String = "", outputCount: UInt64 = 0,
    idleMilliseconds: UInt64? = nil, clientCount: Int = 0,
    status: PaneLink.Status = PaneLink.Status()
  ) {
    self.status = status
    self.name = name
    self.rows = rows
    self.columns = columns
    self.title = title
    self.outputCount = outputCount
    self.idleMilliseconds = idleMilliseconds
    self.clientCount = clientCount
  }
}

extension LineInfo {
  /// As in a configuration: `pane`, `pts:/dev/pts/5`.
  public var attachment: String { status.attachment }
  public var logPath: String? { status.logPath }
  public var hasCable: Bool { status.cable != nil }
  /// Who is at the cable's other end, such as `right ssl1`; nil while nobody is.
  public var cablePartner: String? { status.cable?.partner }
  /// Bytes over the cable.
  public var sentCount: UInt64 { status.cable?.sentCount ?? 0 }
  public var receivedCount: UInt64 { status.cable?.receivedCount ?? 0 }
}
